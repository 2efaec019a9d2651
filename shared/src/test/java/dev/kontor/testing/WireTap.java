package dev.kontor.testing;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between the pool and PostgreSQL and listens in: it counts the round trips, and keeps the
/// texts of the statements. A round trip ends what a client sends before it waits (a `Sync` or a
/// simple `Query` of PostgreSQL's protocol). The pool's look whether a connection is alive, an
/// empty statement, is left out: it depends on how long the connection was idle.
public final class WireTap implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket listener;
    private final int serverPort;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> parsed = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicReference<@Nullable String> hangUp = new AtomicReference<>();
    private final Thread acceptor;

    public WireTap(int serverPort) {
        this(serverPort, 0);
    }

    /// @param port where it listens; 0 for any that is free
    public WireTap(int serverPort, int port) {
        this.serverPort = serverPort;
        try {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Round trips since the last [#forget].
    public int roundTrips() {
        return roundTrips.get();
    }

    /// The statements sent since the last [#forget].
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /// Those that the server had to parse and plan.
    public List<String> parsed() {
        return List.copyOf(parsed);
    }

    public void forget() {
        roundTrips.set(0);
        parsed.clear();
        statements.clear();
    }

    /// Closes the connection that sends this statement next, before PostgreSQL sees it.
    public void hangUpAt(String statement) {
        hangUp.set(statement);
    }

    /// Whether it has done so.
    public boolean hasHungUp() {
        return hangUp.get() == null;
    }

    /// Refuses new connections from here on, and keeps those that there are.
    public void stopListening() throws IOException {
        listener.close();
        try {
            // The port is free once nothing waits at it.
            acceptor.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stopListening();
        for (var socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.addAll(List.of(client, server));
                Thread.startVirtualThread(() -> untilClosed(client, server, this::listen));
                Thread.startVirtualThread(() -> untilClosed(server, client, WireTap::pass));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private interface Pump {
        void run(Socket from, Socket to) throws IOException;
    }

    private static void untilClosed(Socket from, Socket to, Pump pump) {
        try (from;
                to) {
            pump.run(from, to);
        } catch (IOException e) {
            // one side hung up: both are closed
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
    }

    private void listen(Socket from, Socket to) throws IOException {
        var in = new DataInputStream(from.getInputStream());
        var out = new BufferedOutputStream(to.getOutputStream());
        for (var request = SSL_REQUEST; request == SSL_REQUEST || request == GSS_REQUEST; ) {
            var body = body(in);
            request = ByteBuffer.wrap(body).getInt();
            send(out, null, body);
            out.flush();
        }
        var prepared = new HashMap<String, String>();
        var isPing = false;
        while (true) {
            var type = (char) in.readByte();
            var body = body(in);
            var isAhead = false;
            switch (type) {
                case 'P' -> {
                    prepared.put(text(body, 0), textAfterText(body));
                    parsed.add(textAfterText(body));
                }
                case 'B' -> isPing = !keep(requireNonNull(prepared.get(textAfterText(body)))) || isPing;
                case 'Q' -> {
                    keep(text(body, 0));
                    isAhead = text(body, 0).equals("BEGIN");
                    roundTrips.addAndGet(isAhead ? 0 : 1);
                }
                case 'S' -> {
                    roundTrips.addAndGet(isPing ? 0 : 1);
                    isPing = false;
                }
                default -> {}
            }
            send(out, type, body);
            if (!isAhead) {
                out.flush();
            }
        }
    }

    private boolean keep(String statement) throws IOException {
        if (statement.equals(hangUp.get())) {
            hangUp.set(null);
            throw new EOFException("hung up at " + statement);
        }
        return !statement.isBlank() && statements.add(statement);
    }

    private static byte[] body(DataInputStream in) throws IOException {
        var body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        return body;
    }

    private static void send(OutputStream out, @Nullable Character type, byte[] body) throws IOException {
        var message = ByteBuffer.allocate(body.length + 5);
        if (type != null) {
            message.put((byte) type.charValue());
        }
        message.putInt(body.length + Integer.BYTES).put(body);
        out.write(message.array(), 0, message.position());
    }

    private static String textAfterText(byte[] body) {
        var first = text(body, 0).getBytes(StandardCharsets.UTF_8);
        return text(body, first.length + 1);
    }

    /// The text from here to the next zero.
    private static String text(byte[] body, int from) {
        var to = from;
        while (body[to] != 0) {
            to++;
        }
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}

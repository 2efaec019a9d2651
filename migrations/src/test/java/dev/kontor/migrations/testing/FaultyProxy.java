package dev.kontor.migrations.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Stands before a server and hands everything on, until a client says the word or the test asks
/// for a fault. After [#recover] new connections are served well; those that lost something stay as
/// they are. Thread-safe.
public final class FaultyProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 8192;

    private final int target;
    private final ServerSocket listener;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private volatile String word = "";
    private volatile Fault atWord = Fault.NONE;
    private volatile Fault fault = Fault.NONE;
    private volatile Duration delay = Duration.ZERO;

    /// What happens to connections.
    public enum Fault {
        NONE,
        /// It still takes connections and bytes, and never answers again, as a host behind a broken
        /// network.
        SILENCE,
        /// Each answer comes late, by the delay.
        DELAY,
        /// Each answer breaks off in its middle, and the connection is closed.
        CUT
    }

    /// Two directions of one connection. One that lost something never gets well.
    private static final class Connection {
        private volatile boolean isDead;
    }

    public FaultyProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    /// Falls silent at the word, which does not reach the server.
    public FaultyProxy(int target, String word) throws IOException {
        this(target);
        at(word, Fault.SILENCE);
    }

    /// Begins a fault when a client says the word. A silence swallows it; a cut lets it pass, and
    /// breaks off the answer to it.
    public void at(String said, Fault begins) {
        atWord = begins;
        word = said;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void fallSilent() {
        fault = Fault.SILENCE;
    }

    public void delayAnswers(Duration by) {
        delay = by;
        fault = Fault.DELAY;
    }

    public void cutAnswers() {
        fault = Fault.CUT;
    }

    public void recover() {
        word = "";
        fault = Fault.NONE;
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Collections.addAll(sockets, client, server);
                var connection = new Connection();
                Thread.startVirtualThread(() -> passRequests(connection, client, server));
                Thread.startVirtualThread(() -> passAnswers(connection, server, client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void passRequests(Connection connection, Socket client, Socket server) {
        copy(connection, client, server, (buffer, count) -> {
            if (!word.isEmpty() && new String(buffer, 0, count, ISO_8859_1).contains(word)) {
                fault = atWord;
            }
            if (!isSilent(connection)) {
                server.getOutputStream().write(buffer, 0, count);
            }
        });
    }

    private void passAnswers(Connection connection, Socket server, Socket client) {
        copy(connection, server, client, (buffer, count) -> {
            if (isSilent(connection)) {
                return;
            }
            var out = client.getOutputStream();
            switch (fault) {
                case CUT -> {
                    out.write(buffer, 0, count / 2);
                    throw new IOException("cut");
                }
                case DELAY -> writeLate(out, buffer, count);
                default -> out.write(buffer, 0, count);
            }
        });
    }

    private interface Pass {
        void on(byte[] buffer, int count) throws IOException;
    }

    private void copy(Connection connection, Socket from, Socket to, Pass pass) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            while (true) {
                var count = from.getInputStream().read(buffer);
                if (count < 0) {
                    // Even the end of a connection is not told on once it is silent.
                    if (!isSilent(connection)) {
                        to.shutdownOutput();
                    }
                    return;
                }
                pass.on(buffer, count);
            }
        } catch (IOException e) {
            if (!isSilent(connection)) {
                closeQuietly(from);
                closeQuietly(to);
            }
        }
    }

    private boolean isSilent(Connection connection) {
        if (fault == Fault.SILENCE) {
            connection.isDead = true;
        }
        return connection.isDead;
    }

    private void writeLate(OutputStream out, byte[] buffer, int count) throws IOException {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        out.write(buffer, 0, count);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed then.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}

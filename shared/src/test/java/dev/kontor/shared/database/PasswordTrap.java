package dev.kontor.shared.database;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A part of a PostgreSQL server that collects passwords: it asks every client for one in clear
/// text, keeps the first, and refuses all clients.
final class PasswordTrap implements AutoCloseable {

    static final String REFUSAL = "seen enough";

    private static final int PROTOCOL_3 = 3 << 16;
    private static final int CLEARTEXT_PASSWORD = 3;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> password = new CompletableFuture<>();

    PasswordTrap() throws IOException {
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String password() throws Exception {
        return password.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (var client = listener.accept()) {
                ask(client);
            } catch (IOException e) {
                // closed, or a client that hung up
            }
        }
    }

    private void ask(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(client.getOutputStream());
        while (startup(in) != PROTOCOL_3) {
            out.writeByte('N'); // no encryption here
        }
        out.writeByte('R');
        out.writeInt(2 * Integer.BYTES);
        out.writeInt(CLEARTEXT_PASSWORD);
        in.readByte(); // 'p'
        var answer = new String(body(in), StandardCharsets.UTF_8);
        password.complete(answer.substring(0, answer.length() - 1));
        var error = "SFATAL\0C28P01\0M%s\0\0".formatted(REFUSAL).getBytes(StandardCharsets.UTF_8);
        out.writeByte('E');
        out.writeInt(error.length + Integer.BYTES);
        out.write(error);
    }

    private static int startup(DataInputStream in) throws IOException {
        var size = in.readInt();
        var protocol = in.readInt();
        in.skipNBytes(size - 2 * Integer.BYTES);
        return protocol;
    }

    private static byte[] body(DataInputStream in) throws IOException {
        var body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        return body;
    }
}

package dev.kontor.functions.packaged;

import dev.kontor.functions.snapshot.Recording;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands before a PostgreSQL server and writes down what that says on the first connection.
final class RecordingTap implements AutoCloseable {

    private static final byte READY_FOR_QUERY = 'Z';

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<byte[]> turns = new CopyOnWriteArrayList<>();
    private final Reproducible reproducible = new Reproducible();
    private final int serverPort;

    RecordingTap(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.startVirtualThread(this::serve);
    }

    /// Without encryption, since what is recorded is what is played.
    String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable"
                .formatted(listener.getLocalPort(), database);
    }

    Recording recording() {
        return new Recording(new ArrayList<>(turns));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        try (var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            Thread.startVirtualThread(() -> passRequests(client, server));
            passTurns(new DataInputStream(server.getInputStream()), new DataOutputStream(client.getOutputStream()));
        } catch (IOException e) {
            // the pool was closed
        }
    }

    private static void passRequests(Socket client, Socket server) {
        try {
            client.getInputStream().transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException e) {
            // the pool was closed
        }
    }

    private void passTurns(DataInputStream server, DataOutputStream client) throws IOException {
        while (true) {
            var turn = new ByteArrayOutputStream();
            var message = new DataOutputStream(turn);
            byte type;
            do {
                type = server.readByte();
                var length = server.readInt();
                message.writeByte(type);
                message.writeInt(length);
                message.write(server.readNBytes(length - Integer.BYTES));
            } while (type != READY_FOR_QUERY);
            turns.add(reproducible.turn(turn.toByteArray()));
            client.write(turn.toByteArray());
            client.flush();
        }
    }
}

package dev.kontor.migrations.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Stands before a server and hands everything on, until a client says the word or the test asks
/// for silence: from then on it still takes connections and bytes, and never answers again, as a
/// host behind a broken network.
public final class SilentProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 8192;

    private final int target;
    private final String word;
    private final ServerSocket listener;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean silent;

    public SilentProxy(int target, String word) throws IOException {
        this.target = target;
        this.word = word;
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void fallSilent() {
        silent = true;
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                Collections.addAll(sockets, client, server);
                Thread.startVirtualThread(() -> copy(client, server));
                Thread.startVirtualThread(() -> copy(server, client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void copy(Socket from, Socket to) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            while (true) {
                var count = from.getInputStream().read(buffer);
                if (count > 0 && new String(buffer, 0, count, ISO_8859_1).contains(word)) {
                    silent = true;
                }
                if (!silent && count > 0) {
                    to.getOutputStream().write(buffer, 0, count);
                } else if (count < 0) {
                    // Even the end of a connection is not told on once it is silent.
                    if (!silent) {
                        to.shutdownOutput();
                    }
                    return;
                }
            }
        } catch (IOException e) {
            // One side is gone.
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

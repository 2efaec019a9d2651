package dev.kontor.functions.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Sockets that lead to a recording and not to a network. The driver makes this factory from its
/// class name (`socketFactory`) and the name of a resource (`socketFactoryArg`).
public final class RecordedSockets extends SocketFactory {

    private final String resource;

    /// @param resource the absolute name of one that holds a [Recording]
    public RecordedSockets(String resource) {
        this.resource = resource;
    }

    /// A URL that leads to a recording.
    ///
    /// @param url gives the way: by the driver alone, or through the AWS wrapper
    static String urlLike(String url, String resource) {
        var end = url.indexOf("//");
        return "%s//recorded/kontor?sslmode=disable&gssEncMode=disable&socketFactory=%s&socketFactoryArg=%s"
                .formatted(
                        end < 0 ? "jdbc:postgresql:" : url.substring(0, end),
                        RecordedSockets.class.getName(),
                        resource);
    }

    @Override
    public Socket createSocket() throws IOException {
        return new RecordedSocket(Recording.ofResource(resource));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket();
    }
}

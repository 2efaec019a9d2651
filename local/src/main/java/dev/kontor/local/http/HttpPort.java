package dev.kontor.local.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.support.BasicHttpServerExpectationDecorator;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.http.protocol.ResponseDate;
import org.jspecify.annotations.Nullable;

/// One port on one address. Apache's HttpCore reads and writes the messages.
final class HttpPort {
    private static final System.Logger LOG = System.getLogger(HttpPort.class.getName());
    private static final int MAX_QUEUED_CONNECTIONS = 1024;

    /// Far more than API Gateway and S3 take, which is about 10 KiB.
    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(65_536).setMaxHeaderCount(200).build();

    private static final HttpProcessor PROCESSOR = HttpProcessorBuilder.create()
            .addAll(new ResponseDate(), new ResponseContent(true), HttpPort::closeIfAsked)
            .build();

    private static final DefaultBHttpServerConnectionFactory CONNECTIONS =
            DefaultBHttpServerConnectionFactory.builder().http1Config(LIMITS).build();

    private final ServerSocket socket;
    private final Predicate<InetAddress> admits;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// Has a party for each request in progress, one for the thread that accepts connections, since the
    /// kernel accepts them as long as it waits, and one for the port itself.
    private final Phaser inProgress = new Phaser(1);

    private HttpPort(ServerSocket socket, Predicate<InetAddress> admits) {
        this.socket = socket;
        this.admits = admits;
    }

    /// Takes the port.
    ///
    /// @param port 0 for any that is free
    /// @param admits the peers whose connections are not dropped
    static HttpPort bind(InetAddress address, int port, Predicate<InetAddress> admits) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(address, port), MAX_QUEUED_CONNECTIONS);
            return new HttpPort(socket, admits);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int number() {
        return socket.getLocalPort();
    }

    void start(ExchangeHandler handler) {
        inProgress.register();
        Thread.ofPlatform().name("http " + number()).start(() -> accept(handler));
    }

    private void accept(ExchangeHandler handler) {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection, handler));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(Level.WARNING, "a connection cannot be accepted", e);
                }
            }
        }
        inProgress.arriveAndDeregister();
    }

    private void serve(Socket client, ExchangeHandler handler) {
        open.add(client);
        try (client) {
            client.setTcpNoDelay(true);
            if (admits.test(client.getInetAddress())) {
                serveRequests(client, handler);
            }
        } catch (IOException | HttpException e) {
            // The client is gone, or does not speak HTTP.
            LOG.log(Level.DEBUG, "a connection ended", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request has no response", e);
        } finally {
            open.remove(client);
        }
    }

    private void serveRequests(Socket client, ExchangeHandler handler) throws IOException, HttpException {
        var local = (InetSocketAddress) client.getLocalSocketAddress();
        var peer = (InetSocketAddress) client.getRemoteSocketAddress();
        var service = new HttpService(
                PROCESSOR,
                new BasicHttpServerExpectationDecorator(
                        (request, trigger, _) -> handle(new Exchange(request, trigger, local, peer), handler)));
        try (var connection = CONNECTIONS.createConnection(client)) {
            while (connection.isOpen() && !socket.isClosed()) {
                service.handleRequest(connection, HttpCoreContext.create());
            }
        }
    }

    /// HttpCore's own interceptor closes the connection after each 400, too.
    private static void closeIfAsked(HttpResponse response, @Nullable EntityDetails body, HttpContext context) {
        var asked = HttpCoreContext.cast(context).getRequest().getFirstHeader(HttpHeaders.CONNECTION);
        if (asked != null && HeaderElements.CLOSE.equalsIgnoreCase(asked.getValue())) {
            response.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
        }
    }

    private void handle(Exchange exchange, ExchangeHandler handler) throws IOException {
        inProgress.register();
        try {
            if (!socket.isClosed()) {
                handler.handle(exchange);
            }
            if (!exchange.isAnswered()) {
                throw new IOException("no response");
            }
        } finally {
            inProgress.arriveAndDeregister();
        }
    }

    /// Accepts no more requests, and gives those in progress this time.
    void close(Duration time) {
        if (socket.isClosed()) {
            return;
        }
        try {
            socket.close();
            inProgress.awaitAdvanceInterruptibly(inProgress.arrive(), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | TimeoutException e) {
            LOG.log(Level.DEBUG, "requests in progress lose their connections", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(HttpPort::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection cannot be closed", e);
        }
    }
}

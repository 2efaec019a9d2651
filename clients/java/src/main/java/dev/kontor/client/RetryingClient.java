package dev.kontor.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// An HTTP client that repeats what may be repeated, with the same `Idempotency-Key`. What is sent
/// asynchronously is sent once.
final class RetryingClient extends HttpClient {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /// A PATCH with `If-Match` is no longer the same once it has been done.
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE");

    /// The POSTs that take an `Idempotency-Key`.
    private static final Pattern KEYED = Pattern.compile(".*/v1/(files(/[^/]+/versions(/[^/]+/restore)?)?"
            + "|folders|tags|shares|me/exports|credits/(usage|grants|refunds|holds|packages|purchases))");

    /// The POSTs without a key that are the same when they are done twice.
    private static final Pattern SAME_TWICE = Pattern.compile(".*/v1/(files/[^/]+/upload"
            + "|uploads/[^/]+/(parts|complete)"
            + "|items/(tag|untag|favorite|unfavorite)"
            + "|credits/holds/[^/]+/(settle|release))");

    private final HttpClient client;
    private final ClientRetries retries;

    RetryingClient(HttpClient client, ClientRetries retries) {
        this.client = client;
        this.retries = retries;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        var keyed = withKey(request);
        for (var attempt = 1; ; attempt++) {
            try {
                var response = client.send(keyed, handler);
                if (!retries.isWorthAnother(attempt, response)) {
                    return response;
                }
                discard(response.body());
                retries.pauseAfter(attempt, response);
            } catch (IOException e) {
                if (!isRepeatable(keyed) || !retries.hasAnother(attempt)) {
                    throw e;
                }
                retries.pauseAfter(attempt);
            }
        }
    }

    private static HttpRequest withKey(HttpRequest request) {
        if (!takesKey(request.method(), request.uri().getPath()) || hasKey(request)) {
            return request;
        }
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .header(IDEMPOTENCY_KEY, UUID.randomUUID().toString())
                .build();
    }

    /// Whether doing it twice is as good as doing it once: the request may have been carried out, and
    /// only its response lost.
    private static boolean isRepeatable(HttpRequest request) {
        return REPEATABLE.contains(request.method())
                || (request.method().equals("POST")
                        && (hasKey(request)
                                || SAME_TWICE.matcher(request.uri().getPath()).matches()));
    }

    private static boolean hasKey(HttpRequest request) {
        return request.headers().firstValue(IDEMPOTENCY_KEY).isPresent();
    }

    static boolean takesKey(String method, String path) {
        return method.equals("POST") && KEYED.matcher(path).matches();
    }

    private static void discard(Object body) throws IOException {
        if (body instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return client.sendAsync(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
        return client.sendAsync(request, handler, pushes);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }
}

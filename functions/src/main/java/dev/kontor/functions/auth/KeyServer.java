package dev.kontor.functions.auth;

import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/// The server on which the sign-in service publishes its keys. jose4j's own client is not used: it
/// follows redirects, and waits for a slow response without end.
///
/// @param url with `https` or `http`
record KeyServer(URI url) {

    private static final Set<String> SCHEMES = Set.of("https", "http");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int BUFFER_BYTES = 8_192;

    /// @throws IllegalStateException naming the variable that is missing or malformed
    static KeyServer from(Environment environment) {
        var name = "JWT_JWKS_URL";
        try {
            var url = new URI(environment.required(name));
            if (url.getHost() != null && SCHEMES.contains(url.getScheme())) {
                return new KeyServer(url);
            }
        } catch (URISyntaxException e) {
            // falls through to the error below
        }
        throw Environment.malformed(name, "a URL with https or http");
    }

    /// Fetches the keys, in one attempt. Keys of an unknown type are left out.
    ///
    /// @throws IOException when the server does not answer within [Limits#KEY_SET_FETCH_TIMEOUT], or
    ///   not with a key set (RFC 7517, section 5)
    List<JsonWebKey> fetch() throws IOException {
        // On a thread of its own: a connection bounds each wait, and never the sum of them.
        var fetch = new FutureTask<>(this::request);
        Thread.ofVirtual().start(fetch);
        try {
            return fetch.get(Limits.KEY_SET_FETCH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the response takes too long", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            fetch.cancel(true); // closes the connection that is still waited for
        }
    }

    private List<JsonWebKey> request() throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(Math.toIntExact(Limits.KEY_SET_CONNECT_TIMEOUT.toMillis()));
        connection.setReadTimeout(Math.toIntExact(Limits.KEY_SET_FETCH_TIMEOUT.toMillis()));
        connection.setInstanceFollowRedirects(false); // who can redirect could choose the keys
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("the response has status " + connection.getResponseCode());
            }
            return keys(read(connection.getInputStream()));
        } finally {
            connection.disconnect();
        }
    }

    private static String read(InputStream body) throws IOException {
        var text = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER_BYTES];
        for (var n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            text.write(buffer, 0, n);
            if (text.size() > Limits.KEY_SET_BYTES_MAX) {
                throw new IOException("the response is too long");
            }
        }
        var json = text.toString(StandardCharsets.UTF_8);
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(BYTE_ORDER_MARK.length()) : json;
    }

    private static List<JsonWebKey> keys(String json) throws IOException {
        try {
            return List.copyOf(new JsonWebKeySet(json).getJsonWebKeys());
        } catch (JoseException | RuntimeException e) { // jose4j casts without looking
            throw new IOException("the response is not a key set", e);
        }
    }
}

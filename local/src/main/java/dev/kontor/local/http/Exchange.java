package dev.kontor.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpServerRequestHandler.ResponseTrigger;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// A request, and the response to it. Its target is as it was sent: nothing is decoded, and nothing is
/// refused. For one thread.
public final class Exchange {
    /// Writes the body of a response.
    @FunctionalInterface
    public interface BodyWriter {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final int OK = 200;

    private final ClassicHttpRequest request;
    private final ResponseTrigger trigger;
    private final InetSocketAddress local;
    private final InetSocketAddress peer;
    private final ClassicHttpResponse response = new BasicClassicHttpResponse(OK);
    private final String rawPath;
    private final String rawQuery;
    private boolean isAnswered;

    Exchange(ClassicHttpRequest request, ResponseTrigger trigger, InetSocketAddress local, InetSocketAddress peer) {
        this.request = request;
        this.trigger = trigger;
        this.local = local;
        this.peer = peer;
        var target = request.getPath().split("\\?", 2);
        this.rawPath = target[0];
        this.rawQuery = target.length == 2 ? target[1] : "";
    }

    public String method() {
        return request.getMethod();
    }

    /// Percent-encoded, or however the client sent it. One character is one byte.
    public String rawPath() {
        return rawPath;
    }

    /// As [#rawPath]; empty if there is none.
    public String rawQuery() {
        return rawQuery;
    }

    /// Such as `HTTP/1.1`.
    public String protocol() {
        return request.getVersion().toString();
    }

    public int localPort() {
        return local.getPort();
    }

    public InetAddress peer() {
        return peer.getAddress();
    }

    /// The first header of this name, in upper or lower case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getFirstHeader(name)).map(Header::getValue);
    }

    /// The values of each header, by its name in lower case.
    public Map<String, List<String>> headers() {
        var headers = new LinkedHashMap<String, List<String>>();
        var authority = request.getAuthority();
        if (authority != null && !request.containsHeader("host")) {
            headers.put("host", List.of(authority.toString()));
        }
        for (var header : request.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
        return headers;
    }

    /// The body; empty if there is none. What is not read of it is skipped after the response.
    public InputStream body() throws IOException {
        var entity = request.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /// Sets a header of the response, in place of those of that name.
    public void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    /// Adds a header of the response to those of that name.
    public void addHeader(String name, String value) {
        response.addHeader(name, value);
    }

    /// Whether the response has a header of this name so far.
    public boolean hasHeader(String name) {
        return response.containsHeader(name);
    }

    boolean isAnswered() {
        return isAnswered;
    }

    /// Sends the response, without a body.
    public void send(int status) throws IOException {
        send(status, (HttpEntity) null);
    }

    /// Sends the response.
    ///
    /// @param body not sent in response to a HEAD
    public void send(int status, byte[] body) throws IOException {
        send(status, body.length, out -> out.write(body));
    }

    /// Sends the response.
    ///
    /// @param length of the body in bytes
    /// @param body not written in response to a HEAD
    public void send(int status, long length, BodyWriter body) throws IOException {
        send(status, new EntityTemplate(length, null, null, body::writeTo));
    }

    private void send(int status, @Nullable HttpEntity body) throws IOException {
        isAnswered = true;
        response.setCode(status);
        response.setEntity(body);
        try {
            trigger.submitResponse(response);
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }
}

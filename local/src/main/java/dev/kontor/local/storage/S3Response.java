package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.local.http.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// A response to the client. It has to be closed, sent or not, because it may hold an object open.
final class S3Response implements AutoCloseable {
    private sealed interface Body {
        long length();

        void writeTo(OutputStream out) throws IOException;

        default void close() throws IOException {}
    }

    private record Text(String text) implements Body {
        @Override
        public long length() {
            return text.getBytes(UTF_8).length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(text.getBytes(UTF_8));
        }
    }

    private record Part(S3Object object, ByteRange range) implements Body {
        @Override
        public long length() {
            return range.length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            object.copy(range, out);
        }

        @Override
        public void close() throws IOException {
            object.close();
        }
    }

    private final int status;
    private final Body body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private S3Response(int status, Body body) {
        this.status = status;
        this.body = body;
    }

    /// Without a body.
    static S3Response of(int status) {
        return new S3Response(status, new Text(""));
    }

    static S3Response xml(int status, String xml) {
        return new S3Response(status, new Text(xml)).with("Content-Type", "application/xml");
    }

    /// @param object closed with the response
    static S3Response content(int status, S3Object object, ByteRange range) {
        return new S3Response(status, new Part(object, range));
    }

    S3Response with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    void send(Exchange exchange) throws IOException {
        headers.forEach(exchange::setHeader);
        if (body.length() == 0) {
            exchange.send(status);
        } else {
            exchange.send(status, body.length(), body::writeTo);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}

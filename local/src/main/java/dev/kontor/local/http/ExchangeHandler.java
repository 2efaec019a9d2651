package dev.kontor.local.http;

import java.io.IOException;

/// Responds to requests, on many threads at once. One without a response loses its connection.
@FunctionalInterface
public interface ExchangeHandler {
    /// @throws IOException the client is gone
    void handle(Exchange exchange) throws IOException;
}

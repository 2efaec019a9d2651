package dev.kontor.storage;

import java.time.Instant;
import java.util.Map;

/// One request that a client sends straight to S3.
///
/// @param headers to be sent exactly so: the signature binds them. An upload's binds its
///   `Content-Length` too, which every HTTP client sends by itself
/// @param expiresAt S3 refuses it from then on, or earlier where the function's own credentials end
public record PresignedRequest(String url, String method, Map<String, String> headers, Instant expiresAt) {

    public PresignedRequest {
        headers = Map.copyOf(headers);
    }
}

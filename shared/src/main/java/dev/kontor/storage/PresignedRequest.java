package dev.kontor.storage;

import java.time.Instant;
import java.util.Map;

/// A request that a client sends directly to S3.
///
/// @param headers the client must send these unchanged, because they are signed. The
///   `Content-Length` of an upload is signed too; every HTTP client sends it by itself
/// @param expiresAt S3 refuses the request from then on, or earlier if the function's credentials
///   end
public record PresignedRequest(String url, String method, Map<String, String> headers, Instant expiresAt) {

    public PresignedRequest {
        headers = Map.copyOf(headers);
    }
}

package dev.kontor.versions;

import dev.kontor.storage.PresignedRequest;
import java.time.Instant;
import java.util.Map;

/// A request that uploads one part.
///
/// @param headers the client must send these unchanged
public record SignedPart(int partNumber, String url, String method, Map<String, String> headers, Instant expiresAt) {

    public SignedPart {
        headers = Map.copyOf(headers);
    }

    static SignedPart of(int number, PresignedRequest request) {
        return new SignedPart(number, request.url(), request.method(), request.headers(), request.expiresAt());
    }
}

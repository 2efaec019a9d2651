package dev.kontor.local.storage;

import java.io.IOException;

/// What is done for a request that is known to be signed.
interface S3Operation {
    /// @return to be closed by the caller
    /// @throws S3Error the request is refused
    S3Response answer(S3Request request) throws IOException, S3Error;
}

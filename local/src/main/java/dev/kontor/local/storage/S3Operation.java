package dev.kontor.local.storage;

import java.io.IOException;
import java.util.Set;

/// An operation of S3, called after the signature was checked.
interface S3Operation {
    /// @return the response, which the caller closes
    /// @throws S3Error the request is refused
    S3Response respond(S3Request request) throws IOException, S3Error;

    /// The parameters of the query that it reads. Others are refused, because they would ask for
    /// something that would silently not happen.
    default Set<String> parameters() {
        return Set.of();
    }
}

package dev.kontor.shared;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The precondition of a change (RFC 9110, section 13.1.1): the resource must still be as it was at
/// one of these times, its `updatedAt`. [#ANY] demands nothing beyond that it is there.
///
/// @param updatedAts null for any
public record IfMatch(@Nullable List<Instant> updatedAts) {

    public static final IfMatch ANY = new IfMatch(null);
}

package dev.kontor.shared;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The precondition of a change (RFC 9110, section 13.1.1): the resource's `updatedAt` must still
/// be one of these times. [#ANY] only demands that the resource exists.
///
/// @param updatedAts null for any
public record IfMatch(@Nullable List<Instant> updatedAts) {

    public static final IfMatch ANY = new IfMatch(null);
}

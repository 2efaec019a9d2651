package dev.kontor.tags;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user's own label for files.
public record Tag(UUID id, String name, @Nullable String color, Instant createdAt, Instant updatedAt)
        implements Listed {}

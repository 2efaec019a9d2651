package dev.kontor.shares;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An item of a shared folder.
///
/// @param type `folder` or `file`, as in [dev.kontor.folders.Child]
/// @param mimeType null for a folder
/// @param bytes the size of a file; null for a folder
public record PublicItem(
        UUID id,
        String type,
        String name,
        @Nullable String mimeType,
        @Nullable Long bytes,
        Instant createdAt,
        Instant updatedAt)
        implements Listed {

    @Override
    public String group() {
        return type;
    }
}

package dev.kontor.tree;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The place that a list shows: everything, the top level, or one folder without those below it.
public record InFolder(boolean atRoot, @Nullable UUID folderId) {

    public static final InFolder ANYWHERE = new InFolder(false, null);
    public static final InFolder ROOT = new InFolder(true, null);

    public static InFolder of(UUID folderId) {
        return new InFolder(false, folderId);
    }
}

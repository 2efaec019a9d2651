package dev.kontor.folders;

import java.util.List;
import java.util.UUID;

/// A folder and the path to it.
///
/// @param path its ancestors from the top level down, without the folder itself
public record FolderWithPath(Folder folder, List<Ancestor> path) {

    public record Ancestor(UUID id, String name) {}

    public FolderWithPath {
        path = List.copyOf(path);
    }
}

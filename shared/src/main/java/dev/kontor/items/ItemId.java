package dev.kontor.items;

import java.util.UUID;

/// One file or folder of a list.
///
/// @param type [#FILE] or [#FOLDER]
public record ItemId(String type, UUID id) {

    public static final String FILE = "file";
    public static final String FOLDER = "folder";

    public boolean isFolder() {
        return type.equals(FOLDER);
    }
}

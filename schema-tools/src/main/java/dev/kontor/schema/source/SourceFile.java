package dev.kontor.schema.source;

import java.nio.file.Path;

/// A migration as it stands in the repository.
///
/// @param name the name that findings use, usually its path
/// @param isContract whether it is a contract migration, which may drop what the code no longer
///   uses; see docs/schema-changes.md
public record SourceFile(String name, String text, boolean isContract) {

    /// The name without the folder.
    public String fileName() {
        return String.valueOf(Path.of(name).getFileName());
    }
}

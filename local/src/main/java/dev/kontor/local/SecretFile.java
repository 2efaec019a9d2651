package dev.kontor.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/// A file that nobody but its owner can read.
public final class SecretFile {
    private SecretFile() {}

    /// Makes it, unless it is there. Processes that come at the same moment end up with the same
    /// content.
    ///
    /// @param content made only if it is needed
    public static void createOnce(Path file, Supplier<String> content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var name = file.getFileName().toString();
        var draft = Files.createTempFile(file.getParent(), name, "", ownerOnly);
        try {
            Files.writeString(draft, content.get());
            // A link appears whole and never replaces what another process made meanwhile.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // What is in there is as good.
        } finally {
            Files.delete(draft);
        }
    }
}

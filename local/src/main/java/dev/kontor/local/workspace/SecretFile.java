package dev.kontor.local.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/// A file that only its owner can read.
public final class SecretFile {
    private SecretFile() {}

    /// Creates the file, unless it exists. Processes that do this at the same time all end up with
    /// the same content.
    ///
    /// @param content called only if the file does not exist
    public static void createOnce(Path file, Supplier<String> content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        var draft = draftOf(file);
        try {
            Files.writeString(draft, content.get());
            // A link appears at once and never replaces the file of another process.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its content is as good.
        } finally {
            Files.delete(draft);
        }
    }

    /// Replaces the file at once, or creates it.
    public static void replace(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        var draft = draftOf(file);
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path draftOf(Path file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return Files.createTempFile(file.getParent(), file.getFileName().toString(), "", ownerOnly);
    }
}

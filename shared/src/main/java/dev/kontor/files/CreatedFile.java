package dev.kontor.files;

import dev.kontor.versions.PendingUpload;

/// A new file, and what is to be uploaded of it.
public record CreatedFile(File file, PendingUpload upload) {}

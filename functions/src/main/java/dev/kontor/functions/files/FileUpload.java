package dev.kontor.functions.files;

import dev.kontor.files.File;
import dev.kontor.storage.PresignedRequest;

/// A new file, and the request that uploads its content.
public record FileUpload(File file, PresignedRequest upload) {}

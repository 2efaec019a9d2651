package dev.kontor.functions.files;

import dev.kontor.files.File;

/// A new file, beside the request that uploads its content.
public record CreatedFileBody(File file) {}

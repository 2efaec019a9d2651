package dev.kontor.local;

import java.nio.file.Path;

/// Where things are in a working copy of the project.
///
/// @param root the directory of `template.yaml`
record Workspace(Path root) {
    /// The working copy whose `kontor` script started this process.
    static Workspace current() {
        return new Workspace(
                Path.of(System.getProperty("kontor.root", "")).toAbsolutePath().normalize());
    }

    Path template() {
        return root.resolve("template.yaml");
    }

    /// All that is kept from one command to the next; git ignores it.
    Path data() {
        return root.resolve(".kontor");
    }
}

package dev.kontor.folders;

import dev.kontor.files.File;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;

/// An item of a folder: a folder or a file. Folders come first, whatever the order.
public sealed interface Child extends Listed {

    String FOLDER = "folder";
    String FILE = "file";

    /// The folder or file itself.
    Listed item();

    record ChildFolder(Folder item) implements Child {
        @Override
        public String group() {
            return FOLDER;
        }
    }

    record ChildFile(File item) implements Child {
        @Override
        public String group() {
            return FILE;
        }
    }

    @Override
    default UUID id() {
        return item().id();
    }

    @Override
    default String name() {
        return item().name();
    }

    @Override
    default Instant createdAt() {
        return item().createdAt();
    }

    @Override
    default Instant updatedAt() {
        return item().updatedAt();
    }
}

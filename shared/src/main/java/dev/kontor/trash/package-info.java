/// The trash: deleted files and folders, in batches that are restored or deleted for good as a
/// whole.
@NullMarked
package dev.kontor.trash;

import org.jspecify.annotations.NullMarked;

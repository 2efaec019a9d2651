/// The versions of a file's content: adding, listing, restoring and downloading them, and
/// confirming their uploads.
@NullMarked
package dev.kontor.versions;

import org.jspecify.annotations.NullMarked;

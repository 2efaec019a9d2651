/// Files: what a user stores, by name, folder and tag. Content and versions are kept beside them.
@NullMarked
package dev.kontor.files;

import org.jspecify.annotations.NullMarked;

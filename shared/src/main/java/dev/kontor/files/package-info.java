/// Files: their names, places and tags. Their versions are in `versions`, their content in
/// `storage`.
@NullMarked
package dev.kontor.files;

import org.jspecify.annotations.NullMarked;

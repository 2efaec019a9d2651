/// The operations on files: one class per operation, and the bodies of their responses.
@NullMarked
package dev.kontor.functions.files;

import org.jspecify.annotations.NullMarked;

/// The operations on folders: one class per operation, and the body of a folder or file in a list.
@NullMarked
package dev.kontor.functions.folders;

import org.jspecify.annotations.NullMarked;

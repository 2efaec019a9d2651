/// Folders: the tree of a user's files. Everything that changes its shape goes through its lock.
@NullMarked
package dev.kontor.folders;

import org.jspecify.annotations.NullMarked;

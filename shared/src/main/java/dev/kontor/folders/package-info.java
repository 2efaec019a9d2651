/// Folders: the tree in which a user's files lie. Everything that changes the shape of the tree
/// goes through its lock.
@NullMarked
package dev.kontor.folders;

import org.jspecify.annotations.NullMarked;

/// The shape of a user's tree, for all features that put things into it: its lock, its places, and
/// names among siblings.
@NullMarked
package dev.kontor.tree;

import org.jspecify.annotations.NullMarked;

/// The shape of a user's tree: the lock that guards it, places in it, and names among siblings.
@NullMarked
package dev.kontor.tree;

import org.jspecify.annotations.NullMarked;

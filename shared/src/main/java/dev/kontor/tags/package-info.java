/// Tags: a user's own labels, across folders.
@NullMarked
package dev.kontor.tags;

import org.jspecify.annotations.NullMarked;

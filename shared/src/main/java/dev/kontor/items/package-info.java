/// Files and folders many at once: each list is one transaction, all or nothing.
@NullMarked
package dev.kontor.items;

import org.jspecify.annotations.NullMarked;

/// The trash: what was deleted, as batches that come back whole or go for good.
@NullMarked
package dev.kontor.trash;

import org.jspecify.annotations.NullMarked;

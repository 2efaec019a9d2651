/// The way from one schema to another: what `generate` writes into migrations, and `push` does at
/// once.
@NullMarked
package dev.kontor.local.schema;

import org.jspecify.annotations.NullMarked;

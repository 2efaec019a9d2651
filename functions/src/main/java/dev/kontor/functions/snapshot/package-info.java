/// The hooks around a snapshot of a function (Lambda SnapStart), and the priming that makes the
/// snapshot a warm one: one request against a recording of a database.
@NullMarked
package dev.kontor.functions.snapshot;

import org.jspecify.annotations.NullMarked;

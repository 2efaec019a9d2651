/// The configuration of a run, as the environment gives it: the database, how to sign in, and the
/// time-out.
@NullMarked
package dev.kontor.migrations.config;

import org.jspecify.annotations.NullMarked;

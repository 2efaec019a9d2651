/// The function that brings a database to this version's schema before any new code runs against
/// it.
@NullMarked
package dev.kontor.migrations;

import org.jspecify.annotations.NullMarked;

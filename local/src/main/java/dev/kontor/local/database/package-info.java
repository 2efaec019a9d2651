/// The embedded PostgreSQL whose data stays in the working copy from one run to the next.
@NullMarked
package dev.kontor.local.database;

import org.jspecify.annotations.NullMarked;

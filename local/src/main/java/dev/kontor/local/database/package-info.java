/// PostgreSQL on this machine: the database whose data stays in the working copy, a view of it in a
/// browser, and a scratch server.
@NullMarked
package dev.kontor.local.database;

import org.jspecify.annotations.NullMarked;

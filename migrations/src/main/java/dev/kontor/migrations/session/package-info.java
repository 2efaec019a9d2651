/// The connection of a run: the server, the session with its locks and time-outs, and the watch on
/// both.
@NullMarked
package dev.kontor.migrations.session;

import org.jspecify.annotations.NullMarked;

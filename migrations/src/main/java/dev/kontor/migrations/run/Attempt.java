package dev.kontor.migrations.run;

import dev.kontor.migrations.session.AdvisoryLock;
import dev.kontor.migrations.session.Deadline;
import dev.kontor.migrations.session.Server;
import dev.kontor.migrations.session.Session;
/// The parts of one attempt of a run, from getting the lock to losing it.
///
/// @param session holds the lock and makes the changes
/// @param deadline of the whole run
/// @param progress of the whole run

record Attempt(Server server, Session session, AdvisoryLock lock, Deadline deadline, Progress progress) {}

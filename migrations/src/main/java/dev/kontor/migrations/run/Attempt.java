package dev.kontor.migrations.run;

import dev.kontor.migrations.session.AdvisoryLock;
import dev.kontor.migrations.session.Deadline;
import dev.kontor.migrations.session.Server;
import dev.kontor.migrations.session.Session;
/// What belongs to one try of a run, from getting the lock to losing it.
///
/// @param session the one that holds the lock and makes the changes
/// @param deadline of the whole run
/// @param progress of the whole run

record Attempt(Server server, Session session, AdvisoryLock lock, Deadline deadline, Progress progress) {}

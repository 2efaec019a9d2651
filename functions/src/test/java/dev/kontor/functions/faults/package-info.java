/// What happens while a database, a bucket or a process of Kontor is away, by real means:
/// `docs/faults.md` lists the outages.
@NullMarked
package dev.kontor.functions.faults;

import org.jspecify.annotations.NullMarked;

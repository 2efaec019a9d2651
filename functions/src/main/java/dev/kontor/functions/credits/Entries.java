package dev.kontor.functions.credits;

import dev.kontor.credits.Entry;
import dev.kontor.functions.http.Response;

/// What was written to the ledger, as the API shows it. A transaction has no path of its own, and
/// never changes: its time of creation stands for it.
final class Entries {

    private Entries() {}

    static Response answer(Entry entry) {
        return Response.created(entry).withETag(entry.transaction().createdAt());
    }
}

package dev.kontor.functions.credits;

import dev.kontor.credits.Entry;
import dev.kontor.functions.http.Response;

/// The response for a new entry of the ledger. A transaction has no path of its own, and since it
/// never changes, its entity tag is the time of its creation.
final class Entries {

    private Entries() {}

    static Response response(Entry entry) {
        return Response.created(entry).withETag(entry.transaction().createdAt());
    }
}

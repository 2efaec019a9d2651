package dev.kontor.functions.credits;

import dev.kontor.credits.Credits;
import dev.kontor.credits.TransactionFilter;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `GET /v1/credits/transactions`: the user's ledger, paged, by type.
public final class ListTransactions extends Operation {

    @Override
    protected Action read(Request request) {
        var filter = new TransactionFilter(request.query().optional("type", Rules.TRANSACTION_TYPE));
        var userId = request.queriedUserId();
        var list = request.list(filter, Credits.SORTS).ofUser(userId);
        return kontor -> kontor.credits().transactions(list).map(Response::ok);
    }
}

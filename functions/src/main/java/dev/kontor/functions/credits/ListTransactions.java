package dev.kontor.functions.credits;

import dev.kontor.credits.Credits;
import dev.kontor.credits.TransactionFilter;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `GET /v1/credits/transactions`: the user's ledger, paged, by type.
public final class ListTransactions extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var filter = new TransactionFilter(request.query().optional("type", Rule.TRANSACTION_TYPE));
        var list = request.list(filter, Credits.SORTS);
        return request.whenValid(() -> kontor.credits().transactions(list)).map(Response::ok);
    }
}

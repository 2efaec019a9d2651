package dev.kontor.functions.credits;

import dev.kontor.credits.Days;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.shared.Limits;
import java.time.temporal.ChronoUnit;

/// `GET /v1/credits/summary`: what the user's credits came and went for, by day or by app.
public final class GetCreditsSummary extends Operation {

    @Override
    protected Action read(Request request) {
        var query = request.query();
        var userId = request.queriedUserId();
        var days = new Days(query.required("from", Rules.DAY), query.required("to", Rules.DAY));
        var isByApp = query.optional("groupBy", Rules.SUMMARY_KEY, "day").equals("appId");
        var more = ChronoUnit.DAYS.between(days.from(), days.to());
        var areDays = query.isRight("from") && query.isRight("to");
        if (areDays && (more < 0 || more >= Limits.SUMMARY_DAYS_MAX)) {
            query.refuse("to", "must be from the same day to %d days later".formatted(Limits.SUMMARY_DAYS_MAX - 1));
        }
        return kontor -> isByApp
                ? kontor.credits().summaryByApp(userId, days).map(Response::ok)
                : kontor.credits().summaryByDay(userId, days).map(Response::ok);
    }
}

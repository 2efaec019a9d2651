package dev.kontor.benchmarks.request;

import dev.kontor.functions.packaged.PlainJson;
import dev.kontor.functions.stripe.StripeMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// EventBuilder of API Gateway: those of `events/`, with another user, path, query or body.
public final class EventBuilder {

    /// Signs Stripe's events.
    public static final String STRIPE_SECRET = "whsec_benchmark";

    private final Map<String, Object> event;

    private EventBuilder(String operation) {
        event = PlainJson.event(operation);
    }

    /// The event of an operation, by a user.
    public static EventBuilder of(String operation, String userId) {
        var builder = new EventBuilder(operation);
        var context = PlainJson.object(builder.event, "requestContext");
        var caller = PlainJson.object(PlainJson.object(context, "authorizer"), "lambda");
        caller.put("userId", userId);
        caller.put("email", userId + "@x.y");
        PlainJson.object(builder.event, "headers").remove("idempotency-key");
        return builder.query(Map.of());
    }

    /// The event with which Stripe tells something.
    public static EventBuilder ofStripe(StripeMessage told) {
        var builder = new EventBuilder("ReceiveStripeEvent");
        var context = PlainJson.object(builder.event, "requestContext");
        var arrival = Instant.ofEpochMilli((Long) context.getOrDefault("timeEpoch", 0L));
        var signature = told.signature(STRIPE_SECRET, arrival.getEpochSecond());
        PlainJson.object(builder.event, "headers").put("stripe-signature", signature);
        builder.event.put("body", told.text());
        return builder;
    }

    public EventBuilder id(UUID id) {
        return id("id", id);
    }

    /// @param parameter of the path that has the id
    public EventBuilder id(String parameter, UUID id) {
        event.put("pathParameters", Map.of(parameter, id.toString()));
        return this;
    }

    public EventBuilder query(Map<String, String> query) {
        var raw = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        event.put("rawQueryString", raw);
        event.put("queryStringParameters", new HashMap<>(query));
        return this;
    }

    public EventBuilder key(String idempotencyKey) {
        PlainJson.object(event, "headers").put("idempotency-key", idempotencyKey);
        return this;
    }

    public EventBuilder body(Map<String, Object> body) {
        event.put("body", PlainJson.write(body));
        event.put("isBase64Encoded", false);
        return this;
    }

    public String json() {
        return PlainJson.write(event);
    }
}

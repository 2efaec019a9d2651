package dev.kontor.local.gateway;

import dev.kontor.template.Route;
import dev.kontor.template.RouteTable;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of payload format 2.0, field by field as in the AWS documentation ("Create AWS Lambda proxy
/// integrations for HTTP APIs", "Control access to HTTP APIs with AWS Lambda authorizers"). A
/// field without a value is left out.
final class Events {
    private static final String ACCOUNT = "000000000000";
    private static final String API = "local";
    private static final String STAGE = "$default";
    private static final DateTimeFormatter COMMON_LOG_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Events() {}

    /// The event of an authorizer.
    static Map<String, Object> authorization(GatewayRequest request, RouteTable.Match match, List<String> identity) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("type", "REQUEST");
        event.put(
                "routeArn",
                "arn:aws:execute-api:local:%s:%s/%s/%s%s"
                        .formatted(ACCOUNT, API, STAGE, request.method(), request.path()));
        event.put("identitySource", identity);
        putRequest(event, request, match);
        event.put("requestContext", context(request, match.route()));
        return event;
    }

    /// The event of the function behind a route.
    ///
    /// @param authorizerContext the authorizer's context; null on a public route
    static Map<String, Object> invocation(
            GatewayRequest request, RouteTable.Match match, @Nullable Map<?, ?> authorizerContext) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        putRequest(event, request, match);
        var context = context(request, match.route());
        if (authorizerContext != null) {
            context.put("authorizer", Map.of("lambda", authorizerContext));
        }
        event.put("requestContext", context);
        if (request.body().text() != null) {
            event.put("body", request.body().text());
        }
        event.put("isBase64Encoded", request.body().isBase64Encoded());
        return event;
    }

    private static void putRequest(Map<String, Object> event, GatewayRequest request, RouteTable.Match match) {
        event.put("routeKey", match.route().key());
        event.put("rawPath", request.path());
        event.put("rawQueryString", request.rawQuery());
        if (!request.cookies().isEmpty()) {
            event.put("cookies", request.cookies());
        }
        event.put("headers", request.headers());
        if (!request.query().isEmpty()) {
            event.put("queryStringParameters", request.query());
        }
        if (!match.pathParameters().isEmpty()) {
            event.put("pathParameters", match.pathParameters());
        }
    }

    private static Map<String, Object> context(GatewayRequest request, Route route) {
        var domain = request.headers().getOrDefault("host", "").replaceFirst(":\\d+$", "");
        var context = new LinkedHashMap<String, Object>();
        context.put("accountId", ACCOUNT);
        context.put("apiId", API);
        context.put("domainName", domain);
        context.put("domainPrefix", domain.replaceFirst("\\..*", ""));
        context.put("http", http(request));
        context.put("requestId", request.id());
        context.put("routeKey", route.key());
        context.put("stage", STAGE);
        context.put("time", COMMON_LOG_TIME.format(request.time()));
        context.put("timeEpoch", request.time().toEpochMilli());
        return context;
    }

    private static Map<String, Object> http(GatewayRequest request) {
        return Map.of(
                "method", request.method(),
                "path", request.path(),
                "protocol", request.protocol(),
                "sourceIp", request.sourceIp(),
                "userAgent", request.headers().getOrDefault("user-agent", ""));
    }
}

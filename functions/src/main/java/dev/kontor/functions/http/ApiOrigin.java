package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The URL where the API begins for a client. It is made of the domain that API Gateway names, and of
/// what comes before `/v1` in the path: a custom domain may have the API under a prefix.
final class ApiOrigin {

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    private ApiOrigin() {}

    /// @param headers of the event, whose names may be in any case
    static String of(APIGatewayV2HTTPEvent event, Map<String, String> headers) {
        var context = event.getRequestContext();
        var domain = context == null ? null : context.getDomainName();
        if (domain == null) {
            return "";
        }
        var scheme = "http".equals(headers.get("X-Forwarded-Proto")) ? "http" : "https";
        var port = headers.getOrDefault("X-Forwarded-Port", "");
        var isUsual = port.equals(scheme.equals("http") ? "80" : "443");
        var path = Objects.requireNonNullElse(event.getRawPath(), "");
        return scheme
                + "://"
                + domain
                + (isUsual || !PORT.matcher(port).matches() ? "" : ":" + port)
                + path.substring(0, Math.max(0, path.indexOf("/v1/")));
    }
}

package dev.kontor.local.http;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a request says about the page that sends it. Only pages of this machine are let in, since a
/// browser lets every page on the web send requests to servers on its machine.
public final class CrossOrigin {
    private static final String LOCAL_HOST = "(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?";
    private static final Pattern LOCAL_AUTHORITY = Pattern.compile(LOCAL_HOST, Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCAL_ORIGIN = Pattern.compile("https?://" + LOCAL_HOST);

    private CrossOrigin() {}

    /// The origin of the page, such as `http://localhost:5173`; empty if there is no page or it is
    /// not of this machine.
    public static Optional<String> localOrigin(Exchange exchange) {
        return exchange.header("Origin")
                .filter(origin -> LOCAL_ORIGIN.matcher(origin).matches());
    }

    /// Whether a browser asks if it may send a request.
    public static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS")
                && exchange.header("Origin").isPresent()
                && exchange.header("Access-Control-Request-Method").isPresent();
    }

    /// Whether the request names this machine. A page whose own host name leads to 127.0.0.1 sends
    /// that name, and its browser takes the response for one of the page's own server.
    public static boolean isToThisMachine(Exchange exchange) {
        return exchange.header("Host")
                .filter(host -> LOCAL_AUTHORITY.matcher(host).matches())
                .isPresent();
    }
}

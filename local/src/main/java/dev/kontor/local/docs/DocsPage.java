package dev.kontor.local.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.local.http.CrossOrigin;
import dev.kontor.local.http.Exchange;
import dev.kontor.local.http.ExchangeHandler;
import dev.kontor.template.CloudFormationYaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jose4j.json.JsonUtil;

/// Swagger UI with the project's description of the API and a token filled in. It needs no other
/// host: everything comes from this server. Thread-safe.
public final class DocsPage implements ExchangeHandler {
    /// The path of the page, and the beginning of the paths of what it loads.
    public static final String PATH = "/docs";

    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_UI_PROPERTIES = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String TOKEN = "{{token}}";

    /// Swagger UI sets styles by script, and has its icons in its style sheet.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    /// Makes something for each request.
    @FunctionalInterface
    public interface Maker<T> {
        T make() throws IOException;
    }

    private record DocsFile(String type, Maker<byte[]> bytes) {}

    private final Map<String, DocsFile> files;

    /// @param description the OpenAPI file, read for each request, so that a change shows at once
    /// @param token makes the token that is filled in, for each request of the page
    /// @throws IOException Swagger UI is not on the class path
    public DocsPage(Path description, Maker<String> token) throws IOException {
        var library = SWAGGER_UI + version() + "/";
        this.files = Map.of(
                PATH,
                new DocsFile("text/html; charset=utf-8", () -> page(token.make())),
                PATH + "/openapi.json",
                new DocsFile("application/json", () -> forThisServer(description)),
                PATH + "/docs.js",
                new DocsFile("text/javascript", () -> own("docs.js")),
                PATH + "/swagger-ui-bundle.js",
                new DocsFile("text/javascript", () -> resource(library + "swagger-ui-bundle.js")),
                PATH + "/swagger-ui.css",
                new DocsFile("text/css", () -> resource(library + "swagger-ui.css")),
                PATH + "/favicon.png",
                new DocsFile("image/png", () -> resource(library + "favicon-32x32.png")));
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        var file = files.get(exchange.rawPath().replaceFirst("/$", ""));
        if (!CrossOrigin.isToThisMachine(exchange)) {
            exchange.send(403);
        } else if (file == null) {
            exchange.send(404);
        } else if (!exchange.method().equals("GET")) {
            exchange.send(405);
        } else {
            send(exchange, file);
        }
    }

    private static void send(Exchange exchange, DocsFile file) throws IOException {
        var bytes = file.bytes().make();
        exchange.setHeader("Content-Type", file.type());
        exchange.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        exchange.setHeader("Cache-Control", "no-store");
        exchange.setHeader("X-Content-Type-Options", "nosniff");
        exchange.send(200, bytes);
    }

    private static byte[] page(String token) throws IOException {
        return new String(own("docs.html"), UTF_8).replace(TOKEN, token).getBytes(UTF_8);
    }

    /// The description as JSON, with this server as the only one.
    private static byte[] forThisServer(Path description) throws IOException {
        var document = new LinkedHashMap<>(CloudFormationYaml.read(description));
        document.put("servers", List.of(Map.of("url", "/", "description", "./kontor run")));
        return JsonUtil.toJson(document).getBytes(UTF_8);
    }

    private static String version() throws IOException {
        var properties = new Properties();
        properties.load(new ByteArrayInputStream(resource(SWAGGER_UI_PROPERTIES)));
        return properties.getProperty("version");
    }

    private static byte[] own(String name) throws IOException {
        return resource(DocsPage.class.getPackageName().replace('.', '/') + "/" + name);
    }

    private static byte[] resource(String name) throws IOException {
        try (var stream = DocsPage.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("the class path has no " + name);
            }
            return stream.readAllBytes();
        }
    }
}

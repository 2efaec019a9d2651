package dev.kontor.functions.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The schemas of the API's responses (JSON Schema 2020-12), closed: clients must bear members that
/// they do not know, but a response has none that is not described. Formats are checked too.
final class AnswerSchemas {

    private static final String DOCUMENT = "https://kontor.example/responses.json";
    private static final String ADDITIONAL = "additionalProperties";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(DOCUMENT, document()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    private AnswerSchemas() {}

    /// What is wrong with the body of a response.
    static List<String> body(String operation, int status, String contentType, String json) {
        var pointer = "/responses/%s/%d/%s".formatted(operation, status, contentType.replace("/", "~1"));
        return errors(compiled(pointer), json);
    }

    /// What is wrong with the value of a header, of which JSON has a number without quotes.
    static List<String> header(Map<String, Object> header, String value) {
        var schema = ApiDescription.map(header.get("schema"));
        var json = "integer".equals(schema.get("type")) ? value : Lambda.json(value);
        return errors(REGISTRY.getSchema(Lambda.json(schema)), json);
    }

    private static List<String> errors(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema compiled(String pointer) {
        return COMPILED.computeIfAbsent(
                pointer, found -> REGISTRY.getSchema(SchemaLocation.of(DOCUMENT + "#" + found)));
    }

    /// The schemas of all responses beside the schemas that they refer to, at the place where the
    /// description has them.
    private static String document() {
        var schemas = new LinkedHashMap<String, Object>();
        ApiDescription.components("schemas")
                .forEach((name, schema) -> schemas.put(name, closed(ApiDescription.plain(schema), false)));
        var responses = new LinkedHashMap<String, Object>();
        ApiDescription.operations().forEach((id, operation) -> {
            var byStatus = new LinkedHashMap<String, Object>();
            operation.responses().forEach((status, response) -> byStatus.put(status, closedContent(response)));
            responses.put(id, byStatus);
        });
        return Lambda.json(Map.of("components", Map.of("schemas", schemas), "responses", responses));
    }

    private static Map<String, Object> closedContent(Map<String, Object> response) {
        var byType = new LinkedHashMap<String, Object>();
        ApiDescription.map(response.get("content")).forEach((type, media) -> {
            var schema = ApiDescription.map(media).get("schema");
            byType.put(type, closed(ApiDescription.plain(schema), true));
        });
        return byType;
    }

    /// @param isWhole the schema is all that is said of a value. One that others are added to, as in
    ///   `allOf`, cannot be closed by itself.
    private static Map<String, Object> closed(Map<String, Object> schema, boolean isWhole) {
        var closed = new LinkedHashMap<String, Object>();
        schema.forEach((keyword, value) -> closed.put(keyword, closedKeyword(keyword, value)));
        if (isWhole && !schema.containsKey(ADDITIONAL)) {
            closed.put("unevaluatedProperties", false);
        }
        return closed;
    }

    private static Object closedKeyword(String keyword, Object value) {
        return switch (keyword) {
            case "properties" -> {
                var members = new LinkedHashMap<String, Object>();
                ApiDescription.plain(value)
                        .forEach((name, schema) -> members.put(name, closed(ApiDescription.plain(schema), true)));
                yield members;
            }
            case "items", ADDITIONAL -> value instanceof Map<?, ?> ? closed(ApiDescription.plain(value), true) : value;
            case "allOf", "anyOf", "oneOf" ->
                ApiDescription.list(value).stream()
                        .map(schema -> closed(ApiDescription.plain(schema), false))
                        .toList();
            default -> value;
        };
    }
}

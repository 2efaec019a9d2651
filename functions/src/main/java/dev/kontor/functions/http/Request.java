package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.kontor.functions.json.Json;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Pbkdf2;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.SortKey;
import dev.kontor.tree.InFolder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request of the API, as payload format 2.0 brings it, read field by field. What is wrong is
/// noted and stood in for by a placeholder; [#whenValid] answers all of it at once. Not
/// thread-safe.
public final class Request {

    private static final String ROOT = "root";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String PASSWORD = "password";
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Rule<InFolder> PLACE = new Rule<>(
            InFolder.ROOT,
            raw -> raw.equals(ROOT)
                    ? InFolder.ROOT
                    : InFolder.of(Rule.ID.check().check(raw)));

    private final APIGatewayV2HTTPEvent event;
    private final Caller caller;
    private final List<FieldError> errors = new ArrayList<>();

    private final Map<String, String> headers;
    private final Fields header;
    private final Fields path;
    private final Fields query;
    private Fields body = new Fields(Map.of(), errors);
    private Result.@Nullable Err<?> unreadable;

    Request(APIGatewayV2HTTPEvent event, Caller caller) {
        this.event = event;
        this.caller = caller;
        this.headers = headers(event);
        this.header = new Fields(headers, errors);
        this.path = new Fields(orEmpty(event.getPathParameters()), errors);
        this.query = new Fields(orEmpty(event.getQueryStringParameters()), errors);
    }

    /// The signed-in user; empty for a public operation.
    public String userId() {
        return caller.userId();
    }

    public Caller caller() {
        return caller;
    }

    /// The `{id}` of the path.
    public UUID id() {
        return pathId("id");
    }

    public UUID pathId(String parameter) {
        return path.required(parameter, Rule.ID);
    }

    /// The `{id}` of the path where `root` is the top level.
    public InFolder folder() {
        return path.required("id", PLACE);
    }

    public Fields path() {
        return path;
    }

    public Fields query() {
        return query;
    }

    /// The query's `parentFolderId`, where `root` is the top level.
    public InFolder inFolder() {
        return query.optional("parentFolderId", PLACE, InFolder.ANYWHERE);
    }

    /// The query's `onConflict`: whether a taken name becomes another one.
    public boolean renamesOnConflict() {
        return query.optional("onConflict", Rule.choice(List.of("fail", "rename")), "fail")
                .equals("rename");
    }

    /// The query's page and order of a list: `page` or `cursor`, `limit`, `sort`, `order`; newest
    /// first unless it says otherwise (S13).
    public <F extends Record> ListRequest<F> list(F filter, Set<SortKey> sorts) {
        var sort = query.optional("sort", Rule.sortKey(sorts), SortKey.CREATED_AT);
        var order = query.optional("order", Rule.choice(List.of("asc", "desc")), "desc");
        return list(filter, sort, order.equals("desc"));
    }

    /// The query's page of a list whose order is not the client's to choose.
    public <F extends Record> ListRequest<F> newestFirst(F filter) {
        return list(filter, SortKey.CREATED_AT, true);
    }

    private <F extends Record> ListRequest<F> list(F filter, SortKey sort, boolean descending) {
        var page = query.optional("page", Rule.wholeNumberText(1, Limits.PAGE_NUMBER_MAX), 1);
        var limit = query.optional("limit", Rule.wholeNumberText(1, Limits.PAGE_ITEMS_MAX), Limits.PAGE_ITEMS_DEFAULT);
        var cursor = query.optional("cursor", Rule.text(1, Limits.BODY_BYTES_MAX));
        if (cursor != null && query.has("page")) {
            query.refuse("page", "does not go with a cursor");
        }
        return new ListRequest<>(userId(), filter, sort, descending, page, limit, cursor);
    }

    /// The `If-Match` header.
    public IfMatch ifMatch() {
        var header = headers.get("If-Match");
        if (header == null) {
            return IfMatch.ANY;
        }
        var ifMatch = ETag.ifMatch(header);
        if (ifMatch.isEmpty()) {
            refuse("If-Match", "must be * or entity tags in double quotes");
        }
        return ifMatch.orElse(IfMatch.ANY);
    }

    /// The `Share-Password` header; null without one.
    public @Nullable String sharePassword() {
        return header.optional("Share-Password", Rule.PASSWORD_HEADER);
    }

    /// The `Idempotency-Key` header; null without one.
    public @Nullable String idempotencyKey() {
        return header.optional(IDEMPOTENCY_KEY, Rule.IDEMPOTENCY_KEY);
    }

    public String requiredIdempotencyKey() {
        return header.required(IDEMPOTENCY_KEY, Rule.IDEMPOTENCY_KEY);
    }

    /// The request as its `Idempotency-Key` stands for it: with a fingerprint of path, query and
    /// body.
    KeyedRequest keyed(String operation, String key) {
        var said = String.join(
                "\n",
                new TreeMap<>(orEmpty(event.getPathParameters())).toString(),
                new TreeMap<>(orEmpty(event.getQueryStringParameters())).toString(),
                JsonBody.text(event));
        return new KeyedRequest(userId(), operation, key, fingerprint(said, operation, key));
    }

    /// Of what holds a password it has to be as slow as the password's own hash: or it would be the
    /// way around that for whoever guesses.
    private String fingerprint(String said, String operation, String key) {
        if (!body.has(PASSWORD)) {
            return Sha256.hex(said);
        }
        var salt = Sha256.of(String.join("\n", operation, key, userId()));
        return HexFormat.of().formatHex(Pbkdf2.sha256(said, salt, Limits.PASSWORD_ITERATIONS));
    }

    /// The body, a JSON object.
    public Fields json() {
        return body(JsonBody.JSON);
    }

    /// The body, a JSON object; empty where there is none.
    public Fields optionalJson() {
        return event.getBody() == null || event.getBody().isEmpty() ? body : json();
    }

    /// The `password` of the body that was read; null without one.
    public @Nullable String password() {
        return body.optional(PASSWORD, Rule.PASSWORD);
    }

    /// Where the API begins for whoever sent this, such as `https://api.example.com`: by API
    /// Gateway's own word for its domain, and what comes before `/v1` in the path (the key under
    /// which a domain of one's own has the API).
    public String origin() {
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

    /// The body, a JSON merge patch (RFC 7396).
    public Fields mergePatch() {
        return body(JsonBody.MERGE_PATCH);
    }

    /// The body, a JSON object of whatever members and of so many bytes, written in UTF-8 without
    /// white space.
    public JsonText document(int maxBytes) {
        return document(JsonBody.JSON, maxBytes);
    }

    /// The same, a JSON merge patch.
    public JsonText patchDocument(int maxBytes) {
        return document(JsonBody.MERGE_PATCH, maxBytes);
    }

    /// Runs an operation if all that was read of this request is right, and otherwise answers what
    /// is wrong: `VALIDATION_FAILED` with every field, or why the body can't be read at all.
    public <T> Result<T> whenValid(Supplier<Result<T>> operation) {
        if (unreadable != null) {
            return unreadable.as();
        }
        query.refuseUnknown();
        body.refuseUnknown();
        if (errors.isEmpty()) {
            return operation.get();
        }
        var first = errors.getFirst();
        return Result.err(
                ErrorCode.VALIDATION_FAILED,
                first.field() + " " + first.message(),
                errors.stream().limit(Limits.ERRORS_SHOWN_MAX).toList());
    }

    private JsonText document(List<String> mediaTypes, int maxBytes) {
        var text = Json.write(body(mediaTypes).allJson());
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            unreadable = new Result.Err<>(
                    ErrorCode.PAYLOAD_TOO_LARGE, "The document has more than %d bytes".formatted(maxBytes), List.of());
        }
        return new JsonText(text);
    }

    private Fields body(List<String> mediaTypes) {
        switch (JsonBody.members(event, headers.get("Content-Type"), mediaTypes)) {
            case Result.Ok<Map<String, @Nullable Object>> ok -> body = new Fields(ok.value(), errors);
            case Result.Err<Map<String, @Nullable Object>> error -> unreadable = error;
        }
        return body;
    }

    private void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /// By name in whatever case: API Gateway gives names in lower case, `sam local` as the client
    /// wrote them.
    static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(orEmpty(event.getHeaders()));
        return headers;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}

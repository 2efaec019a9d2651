package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request of the API, as payload format 2.0 brings it, read field by field. A wrong field reads
/// as a placeholder, and [Operation] then refuses the request with all that is wrong. Not
/// thread-safe.
public final class Request {

    private static final String ROOT = "root";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String SHARE_PASSWORD = "Share-Password";
    private static final String STRIPE_SIGNATURE = "Stripe-Signature";
    private static final Rule<InFolder> PLACE = new Rule<>(
            InFolder.ROOT,
            raw -> raw.equals(ROOT)
                    ? InFolder.ROOT
                    : InFolder.of(Rules.ID.conversion().convert(raw)));

    private static final Rule<IfMatch> IF_MATCH = new Rule<>(
            IfMatch.ANY,
            raw -> ETag.ifMatch((String) raw)
                    .orElseThrow(() -> new Rule.Broken("must be * or entity tags in double quotes")));

    private final APIGatewayV2HTTPEvent event;
    private final Caller caller;

    private final Map<String, String> headers;
    private final Fields header;
    private final Fields path;
    private final Fields query;

    /// What the caller lacks to name another user.
    private @Nullable String missing;

    /// The bodies that were handed out; empty where the operation reads none.
    private final List<Fields> bodies = new ArrayList<>();

    Request(APIGatewayV2HTTPEvent event, Caller caller) {
        this.event = event;
        this.caller = caller;
        this.headers = headers(event);
        this.header = Fields.open(headers);
        this.path = Fields.open(orEmpty(event.getPathParameters()));
        this.query = Fields.closed(orEmpty(event.getQueryStringParameters()));
    }

    /// The signed-in user; empty for a public operation.
    public String userId() {
        return caller.userId();
    }

    public Caller caller() {
        return caller;
    }

    /// The user whom a service spends for: the body's `userId`, or the signed-in user. Another than
    /// these needs [TokenScope#SPEND_CREDITS].
    public String userId(Fields body) {
        return userId(body, caller.may(TokenScope.SPEND_CREDITS), scope(TokenScope.SPEND_CREDITS));
    }

    /// The user whose credits are read: the query's `userId`, or the signed-in user. Another than
    /// these needs [TokenScope#READ_CREDITS] or an admin.
    public String queriedUserId() {
        return userId(query, caller.may(TokenScope.READ_CREDITS) || caller.isAdmin(), scope(TokenScope.READ_CREDITS));
    }

    /// The user whose rows are asked for: the query's `userId`, which only an admin may choose, or the
    /// signed-in user.
    public String askedUserId() {
        return userId(query, caller.isAdmin(), "the role admin");
    }

    private static String scope(TokenScope scope) {
        return "the scope " + scope;
    }

    private String userId(Fields fields, boolean mayBeAnother, String otherwise) {
        var userId = fields.optional("userId", Rules.USER_ID, userId());
        if (!mayBeAnother && !userId.equals(userId())) {
            missing = otherwise;
        }
        return userId;
    }

    /// The `{id}` of the path.
    public UUID id() {
        return pathId("id");
    }

    public UUID pathId(String parameter) {
        return path.required(parameter, Rules.ID);
    }

    /// The `{id}` of the path, where `root` is the top level.
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

    /// Whether the query's `onConflict` asks for another name where the name is taken.
    public boolean renamesOnConflict() {
        return query.optional("onConflict", TextRules.choice(List.of("fail", "rename")), "fail")
                .equals("rename");
    }

    /// The page and order of a list that the query asks for: `page` or `cursor`, `limit`, `sort`,
    /// `order`; newest first by default (S13).
    public <F extends Record> ListRequest<F> list(F filter, Set<SortKey> sorts) {
        var sort = query.optional("sort", Rules.sortKey(sorts), SortKey.CREATED_AT);
        var order = query.optional("order", TextRules.choice(List.of("asc", "desc")), "desc");
        return list(filter, sort, order.equals("desc"));
    }

    /// The page that the query asks for, of a list that somebody has put in order.
    public <F extends Record> ListRequest<F> inOrder(F filter) {
        return list(filter, SortKey.SORT_ORDER, false);
    }

    /// The page that the query asks for, of a list whose order the client cannot choose.
    public <F extends Record> ListRequest<F> newestFirst(F filter) {
        return list(filter, SortKey.CREATED_AT, true);
    }

    private <F extends Record> ListRequest<F> list(F filter, SortKey sort, boolean descending) {
        var page = query.optional("page", NumberRules.wholeNumberText(1, Limits.PAGE_NUMBER_MAX), 1);
        var limit = query.optional(
                "limit", NumberRules.wholeNumberText(1, Limits.PAGE_ITEMS_MAX), Limits.PAGE_ITEMS_DEFAULT);
        var cursor = query.optional("cursor", TextRules.text(1, Limits.BODY_BYTES_MAX));
        if (cursor != null && query.has("page")) {
            query.refuse("page", "cannot be combined with a cursor");
        }
        return new ListRequest<>(userId(), filter, sort, descending, page, limit, cursor);
    }

    /// The `If-Match` header.
    public IfMatch ifMatch() {
        return header.optional("If-Match", IF_MATCH, IfMatch.ANY);
    }

    /// The `Share-Password` header; null without one.
    public @Nullable String sharePassword() {
        return header.optional(SHARE_PASSWORD, Rules.PASSWORD_HEADER);
    }

    /// The `Stripe-Signature` header; empty without one.
    public String stripeSignature() {
        return header.optional(STRIPE_SIGNATURE, Rules.ANY_TEXT, "");
    }

    /// When API Gateway received the request, to the millisecond; the epoch where it does not say so.
    public Instant receivedAt() {
        var context = event.getRequestContext();
        return Instant.ofEpochMilli(context == null ? 0 : context.getTimeEpoch());
    }

    /// The header `Vary`, where the response depends on a header that was read. `Authorization` needs
    /// none: no cache may use a response to it for another user (RFC 9110, section 12.5.5).
    Map<String, String> variation() {
        return header.isKnown(SHARE_PASSWORD) ? Map.of("Vary", SHARE_PASSWORD) : Map.of();
    }

    /// The `Idempotency-Key` header; null without one.
    public @Nullable String idempotencyKey() {
        return header.optional(IDEMPOTENCY_KEY, Rules.IDEMPOTENCY_KEY);
    }

    public String requiredIdempotencyKey() {
        return header.required(IDEMPOTENCY_KEY, Rules.IDEMPOTENCY_KEY);
    }

    /// The request as the mechanism of `Idempotency-Key` sees it: with a fingerprint of path, query
    /// and body.
    KeyedRequest keyed(String operation, String key) {
        var content = String.join(
                "\n",
                new TreeMap<>(orEmpty(event.getPathParameters())).toString(),
                new TreeMap<>(orEmpty(event.getQueryStringParameters())).toString(),
                JsonBody.text(event));
        return new KeyedRequest(userId(), operation, key, fingerprint(content, operation, key));
    }

    /// A fingerprint of a password must be as slow as the password's own hash. Otherwise it would be
    /// the faster way to guess the password.
    private String fingerprint(String content, String operation, String key) {
        if (bodies.stream().noneMatch(Fields::hasPassword)) {
            return Sha256.hex(content);
        }
        var salt = Sha256.of(String.join("\n", operation, key, userId()));
        return HexFormat.of().formatHex(Pbkdf2.sha256(content, salt, Limits.PASSWORD_ITERATIONS));
    }

    /// The body, a JSON object.
    public Fields json() {
        return body(JsonBody.JSON);
    }

    /// The bytes of the body as the client sent them, of whatever type.
    public byte[] rawBody() {
        return switch (JsonBody.content(event)) {
            case Result.Ok<byte[]>(var bytes) -> bytes;
            case Result.Err<byte[]> reason -> {
                bodies.add(Fields.unreadable(reason));
                yield new byte[0];
            }
        };
    }

    /// The body, a JSON object; empty where there is none.
    public Fields optionalJson() {
        return event.getBody() == null || event.getBody().isEmpty() ? Fields.closed(Map.of()) : json();
    }

    /// The URL where the API begins for this client, such as `https://api.example.com`.
    public String origin() {
        return ApiOrigin.of(event, headers);
    }

    /// The body, a JSON merge patch (RFC 7396).
    public Fields mergePatch() {
        return body(JsonBody.MERGE_PATCH);
    }

    /// The body as one document, a JSON object of any members, written without white space.
    ///
    /// @param maxBytes of the document in UTF-8
    public JsonText document(int maxBytes) {
        return json().document(maxBytes);
    }

    /// The body as one document that is a JSON merge patch (RFC 7396).
    ///
    /// @param maxBytes of the document in UTF-8
    public JsonText patchDocument(int maxBytes) {
        return mergePatch().document(maxBytes);
    }

    /// Runs an action if all that was read of this request is valid. Otherwise the result is what is
    /// wrong: the reason why the body is refused as a whole, or `VALIDATION_FAILED` with every field.
    <T> Result<T> whenValid(Supplier<Result<T>> action) {
        var errors = new ArrayList<FieldError>();
        for (var part : parts()) {
            var refusal = part.refusal();
            if (refusal != null) {
                return refusal.as();
            }
            errors.addAll(part.errors());
        }
        if (errors.isEmpty()) {
            return missing == null
                    ? action.get()
                    : Result.err(ErrorCode.PERMISSION_DENIED, "The userId of another needs " + missing);
        }
        return Result.invalid(errors);
    }

    private List<Fields> parts() {
        var parts = new ArrayList<>(List.of(header, path, query));
        parts.addAll(bodies);
        return parts;
    }

    private Fields body(List<String> mediaTypes) {
        query.checkIsBeingRead();
        var body = JsonBody.read(event, headers.get("Content-Type"), mediaTypes);
        bodies.add(body);
        return body;
    }

    /// The headers by name, in upper or lower case: API Gateway gives names in lower case, `sam
    /// local` as the client wrote them.
    static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(orEmpty(event.getHeaders()));
        return headers;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}

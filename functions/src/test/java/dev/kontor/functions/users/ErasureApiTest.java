package dev.kontor.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.idempotency.PurgeIdempotencyKeys;
import dev.kontor.functions.storage.ConfirmUpload;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.functions.testing.Logged;
import dev.kontor.functions.trash.PurgeTrash;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Erasure over HTTP: what is left of a user, in every table, object and line of the log.
final class ErasureApiTest {

    /// Is part of everything that the user writes, and of nothing else.
    private static final String WORD = "zyxwvut";

    private static final String CHECKSUM = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static final TestBucket BUCKET = TestBucket.start();
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();
    private static final Api API = api();

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();
    private final Api.User admin = API.newUser().withRole("admin");

    private static Api api() {
        var database = TestPostgres.createMigratedDatabase();
        ENVIRONMENT.putAll(database.environment());
        ENVIRONMENT.putAll(BUCKET.environment());
        return Api.on(database, ENVIRONMENT);
    }

    @AfterAll
    static void close() {
        API.close();
        BUCKET.close();
    }

    @Test
    void onesOwnIdConfirmsIt() {
        ada.file("kept");
        for (var body : List.of("{}", "{\"confirm\": null}", "{\"confirm\": \"\"}", confirmation(eve))) {
            erase(ada, body).names("confirm");
        }
        ada.delete("/v1/me").names("body");
        erase(ada, "{\"confirm\": \"%s\", \"really\": true}".formatted(ada.id()))
                .names("really");
        assertThat(ada.get("/v1/files").is(200).get("total")).isEqualTo(1);
    }

    @Test
    void nothingIsFoundOfAnErasedUserInTablesObjectsAndLog() throws SQLException {
        live(ada);
        live(eve);
        var evesRows = rowsOf(eve.id());
        var evesKeys = keysOf(eve.id());
        var adasKeys = keysOf(ada.id());
        var adasUploads = uploadsOf(ada.id());
        var evesUploads = uploadsOf(eve.id());
        assertThat(tablesWith(ada.id())).containsAll(tablesOfUsers());
        assertThat(BUCKET.keys()).containsAll(adasKeys);
        assertThat(BUCKET.openUploads()).containsAll(adasUploads).containsAll(evesUploads);
        var share = String.valueOf(ada.get("/v1/shares").is(200).items("token").getFirst());

        try (var logged = Logged.begin()) {
            erase(ada, confirmation(ada)).is(204);

            API.send(API.call("GET", "/v1/public/" + share, null)).isProblem(404, "RESOURCE_NOT_FOUND");
            assertThat(tablesWith(ada.id())).isEmpty();
            // What an admin wrote is in the answers to their keys for a day, and ids of objects are in the queue.
            assertThat(tablesWith(wordOf(ada))).containsExactly("idempotency_keys");
            run(PurgeTrash::new);
            API.database().execute("update idempotency_keys set created_at = now() - interval '25 h'");
            run(PurgeIdempotencyKeys::new);
            assertThat(String.join("", logged.lines())).doesNotContain(ada.id(), WORD, "ada@");
        }

        assertThat(tablesWith(wordOf(ada))).isEmpty();
        assertThat(tablesWith(adasKeys.getFirst())).isEmpty();
        assertThat(BUCKET.openUploads())
                .doesNotContainAnyElementsOf(adasUploads)
                .containsAll(evesUploads);
        assertThat(BUCKET.keys()).doesNotContainAnyElementsOf(adasKeys).containsAll(evesKeys);
        assertThat(rowsOf(eve.id())).isEqualTo(evesRows);
        assertThat(query("select count(*) from erasures")).containsExactly("0");
    }

    @Test
    void theNextRequestBeginsWithNothing() throws SQLException {
        live(ada);
        var balance =
                (int) Objects.requireNonNull(ada.get("/v1/credits/balance").get("amount"));

        erase(ada, confirmation(ada)).is(204);
        erase(ada, confirmation(ada)).is(204);

        assertThat(query("select count(*) from users where user_id = '%s'".formatted(ada.id())))
                .containsExactly("0");
        for (var list : List.of("files", "folders", "tags", "trash", "shares", "credits/holds", "credits/purchases")) {
            assertThat(ada.get("/v1/" + list).is(200).get("total")).as(list).isEqualTo(0);
        }
        assertThat(ada.get("/v1/settings").is(200).object()).isEmpty();
        assertThat(ada.get("/v1/credits/balance").is(200).get("amount")).isEqualTo(0);
        assertThat(ada.get("/v1/me").is(200).object())
                .containsEntry("fileCount", 0)
                .containsEntry("bytesStored", 0)
                .containsEntry("tags", List.of())
                .containsEntry("quota", UsersApiTest.quota(null, 0, 0));
        assertThat(query("select count(*) from users where user_id = '%s'".formatted(ada.id())))
                .containsExactly("1");
        assertThat(query("select amount from balances where user_id like 'erased-%'"))
                .contains(String.valueOf(balance));
        ada.file("again");
    }

    @Test
    void anAdminErasesAnyoneAlsoWhoHasNothing() throws SQLException {
        live(eve);
        admin.delete("/v1/users/" + eve.id()).is(204);
        assertThat(tablesWith(eve.id())).isEmpty();
        admin.delete("/v1/users/" + eve.id()).is(204);
        admin.delete("/v1/users/nobody").is(204);
        eve.delete("/v1/users/" + ada.id()).isProblem(403, "PERMISSION_DENIED");
    }

    @Test
    void anAdminErasesThemselves() throws SQLException {
        admin.get("/v1/users").is(200);
        admin.file("mine");
        admin.delete("/v1/users/" + admin.id()).is(204);
        assertThat(tablesWith(admin.id())).isEmpty();
    }

    @Test
    void contentThatArrivesLateIsDeleted() throws SQLException {
        ada.file("late");
        var key = keysOf(ada.id()).getFirst();
        erase(ada, confirmation(ada)).is(204);
        run(PurgeTrash::new);

        BUCKET.put(key, 5, CHECKSUM);
        try (var kontor = new Kontor(ENVIRONMENT)) {
            var event = """
                {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
                  "eventTime": "2026-01-01T00:00:00.000Z",
                  "s3": {"bucket": {"name": "kontor-test"}, "object":
                    {"key": "%s", "size": 5, "sequencer": "0055AED6DCD90281E5"}}}]}
                """.formatted(key);
            kontor.within(ConfirmUpload::new).handleRequest(Lambda.event(S3Event.class, event), new LambdaContext());
        }
        run(PurgeTrash::new);

        assertThat(BUCKET.keys()).doesNotContain(key);
    }

    private static ApiResponse erase(Api.User user, String body) {
        return API.send(user.call("DELETE", "/v1/me").json(body));
    }

    private static String confirmation(Api.User user) {
        return "{\"confirm\": \"%s\"}".formatted(user.id());
    }

    /// Leaves a row in every table that has users, and the word in every field that takes one.
    private void live(Api.User user) throws SQLException {
        var word = wordOf(user);
        var folder = user.folder(word + " folder");
        var file = user.post("/v1/files", """
            {"name": "%1$s file", "mimeType": "text/x-%1$s", "size": 5, "parentFolderId": "%2$s",
             "description": "%1$s"}
            """.formatted(word, folder), word + "-key")
                .is(201)
                .object("file");
        var path = "/v1/files/" + file.get("id");
        API.upload(String.valueOf(file.get("id")), 1);
        user.post(path + "/versions", "{\"size\": 6, \"comment\": \"%s\"}".formatted(word))
                .is(201);
        user.put(path + "/tags/" + user.tag(word + " tag")).is(204);
        user.post("/v1/shares", "{\"folderId\": \"%s\", \"password\": \"%s\"}".formatted(folder, word))
                .is(201);
        user.delete("/v1/files/" + user.file(word + " trash")).is(204);
        user.delete("/v1/folders/" + user.folder(word + " trash")).is(204);
        var parts = user.post("/v1/files", """
            {"name": "%s parts", "mimeType": "a/b", "size": 12000000, "multipart": true}
            """.formatted(word)).is(201).object("upload");
        user.post("/v1/uploads/" + parts.get("uploadId") + "/parts", "{\"partNumbers\": [1]}")
                .is(200);
        user.patch("/v1/settings", "{\"%1$s\": \"%1$s\"}".formatted(word)).is(200);
        user.patch("/v1/settings/apps/" + word, "{\"a\": 1}").is(200);
        spend(user, word);
        admin.put("/v1/users/" + user.id() + "/tags", "{\"tags\": [\"%s\"]}".formatted(word))
                .is(200);
        admin.put("/v1/users/" + user.id() + "/quota", "{\"bytes\": 1000000000}")
                .is(200);
        export(user, word);
        for (var key : keysOf(user.id())) {
            BUCKET.put(key, 5, CHECKSUM);
        }
    }

    /// An archive that is there, whose rows nobody has cleared yet.
    private static void export(Api.User user, String word) throws SQLException {
        API.database().execute("""
            with export as (
              insert into exports (user_id, status, expires_at)
              values ('%1$s', 'ready', now() + interval '7 days')
              returning user_id, id
            ),
            part as (
              insert into export_parts (user_id, export_id, number, size, etag)
              select e.user_id, e.id, 1, 5, '"e"' from export e
            )
            insert into export_entries (user_id, export_id, number, name, is_large, modified_at)
            select e.user_id, e.id, 1, 'files/%2$s', false, now() from export e
            """.formatted(user.id(), word));
    }

    private void spend(Api.User user, String word) {
        admin.post("/v1/credits/grants", """
            {"userId": "%s", "type": "bonus", "amount": 100, "description": "%s", "metadata": {"a": "%2$s"},
             "expiresAt": "2099-01-01T00:00:00Z"}
            """.formatted(user.id(), word), key()).is(201);
        var body = """
            {"amount": 9, "description": "%1$s", "appId": "%1$s", "metadata": {"%1$s": "%1$s"}}
            """.formatted(word);
        var used = user.post("/v1/credits/usage", body, word).is(201).object("transaction");
        admin.post("/v1/credits/refunds", """
            {"transactionId": "%s", "amount": 2, "description": "%s"}
            """.formatted(used.get("id"), word), key())
                .is(201);
        var hold = user.post("/v1/credits/holds", body, key()).is(201).object("hold");
        user.post("/v1/credits/holds/%s/settle".formatted(hold.get("id")), "{}").is(200);
        user.post("/v1/credits/holds", body, key()).is(201);
        var sold = admin.post("/v1/credits/packages", """
            {"name": "500 credits", "credits": 500, "price": {"amount": 499, "currency": "eur"},
             "paymentLink": {"id": "plink_1", "url": "https://buy.stripe.com/test_1"}}
            """, key()).is(201);
        user.post("/v1/credits/purchases", "{\"packageId\": \"%s\"}".formatted(sold.text("id")), key())
                .is(201);
    }

    private static String wordOf(Api.User user) {
        return WORD + user.id().substring(0, 8);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /// The tables with a row that has the text anywhere, in a column of whatever type.
    private static List<String> tablesWith(String text) throws SQLException {
        return query("""
            select c.relname
            from pg_class c,
              lateral query_to_xml(
                format('select 1 from %%s t where position(%%L in t::text) > 0 limit 1', c.oid::regclass, '%s'),
                false, false, '') as found
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and found::text like '%%<row>%%'
            """.formatted(text));
    }

    /// The tables of which a user may have rows; `erasures` has them only while they are erased.
    private static List<String> tablesOfUsers() throws SQLException {
        return query("""
            select c.relname
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'erasures'
            """);
    }

    private static List<String> rowsOf(String userId) throws SQLException {
        return query("""
            select c.relname, query_to_xml(
              format('select * from %%s t where user_id = %%L order by t::text', c.oid::regclass, '%s'), true, false, '')
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'idempotency_keys'
            order by 1
            """.formatted(userId));
    }

    private static List<String> keysOf(String userId) throws SQLException {
        return query("""
            select storage_key from file_versions where user_id = '%1$s'
            union all
            select storage_key from exports where user_id = '%1$s'
            """.formatted(userId));
    }

    private static List<String> uploadsOf(String userId) throws SQLException {
        return query("""
            select multipart_upload_id from file_versions where user_id = '%s' and multipart_upload_id is not null
            """.formatted(userId));
    }

    private static void run(Supplier<RequestHandler<Map<String, Object>, Map<String, Integer>>> purge) {
        var context = new LambdaContext(() -> 900_000);
        try (var kontor = new Kontor(ENVIRONMENT)) {
            kontor.within(purge).handleRequest(Map.of(), context);
        }
        assertThat(String.join("", context.lines())).doesNotContain(WORD);
    }

    private static List<String> query(String sql) throws SQLException {
        return API.database().query(sql);
    }
}

package dev.kontor.functions.packaged;

import static dev.kontor.functions.packaged.RoutedOperationIT.Expected.answer;
import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.template.Route;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions behind a route answer their events of `events/`, from the archive that is deployed.
@OnLinux
final class RoutedOperationIT {

    private static final String USER = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";
    private static final String FOLDER = "f01de700-0000-4000-8000-000000000001";
    private static final String FILE = "f11e0000-0000-4000-8000-000000000001";
    private static final String TRASHED = "f11e0000-0000-4000-8000-00000000dea1";
    private static final String TAG = "7a600000-0000-4000-8000-000000000001";
    private static final String SHARE = "5a4e0000-0000-4000-8000-000000000001";
    private static final String PUBLIC_URL = "https://kontor0api.execute-api.eu-central-1.amazonaws.com"
            + "/v1/public/Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0";
    private static final String PACKAGE = "bac4a6e0-0000-4000-8000-000000000001";
    private static final String PURCHASE = "b0060d00-0000-4000-8000-000000000001";
    private static final String HOLD = "401d0000-0000-4000-8000-000000000001";
    private static final String USAGE = "c2ed1700-0000-4000-8000-000000000002";

    /// Measured on JDK 25: 6 to 9, of the socket and of the driver that connects it.
    private static final int CLASSES_AFTER_RESTORE = 10;

    /// The runtime interface client's own, which it loads to ask for the first event and to hand it
    /// on, and those of the JDK's HTTP client that it asks with: 11 whatever the function.
    private static final Pattern OF_THE_RUNTIME =
            Pattern.compile("com\\.amazonaws\\.|software\\.amazon\\.awssdk\\.utilslite\\.|sun\\.net\\.www\\.");

    private static final Map<String, Expected> EXPECTED = Map.ofEntries(
            entry(
                    "CreateFile",
                    answer(201, "file.name", "Invoice 42.pdf")
                            .and("file.parentFolderId", FOLDER)
                            .and("file.tags.0.id", TAG)
                            .and("upload.method", "PUT")
                            .and("upload.headers.Content-Type", "application/pdf")),
            entry(
                    "ListFiles",
                    answer(200, "items.0.id", FILE)
                            .and("items.0.tags.0.name", "urgent")
                            .and("total", 1)),
            entry("GetFile", answer(200, "id", FILE).and("name", "Budget.xlsx")),
            entry("UpdateFile", answer(200, "name", "Budget 2026.xlsx").and("isFavorite", true)),
            entry("DeleteFile", answer(204)),
            entry("DownloadFile", answer(200, "method", "GET").and("headers", Map.of())),
            entry("UploadFile", answer(200, "method", "PUT").and("headers.If-None-Match", "*")),
            entry("SignUploadParts", answer(200, "parts.0.partNumber", 2).and("parts.1.method", "PUT")),
            entry("GetUpload", answer(200, "partCount", 3).and("parts", List.of())),
            entry("CompleteUpload", answer(200, "name", "Interview.mp4").and("isUploaded", true)),
            entry("DeleteUpload", answer(204)),
            entry(
                    "AddVersion",
                    answer(201, "version.version", 3)
                            .and("version.comment", "With the figures of March")
                            .and("upload.method", "PUT")
                            .and("upload.headers.If-None-Match", "*")),
            entry("ListVersions", answer(200, "items.0.version", 2).and("total", 2)),
            entry("RestoreVersion", answer(200, "version", 3).and("size", 18230).and("isUploaded", true)),
            entry("TagFile", answer(204)),
            entry("UntagFile", answer(204)),
            entry("CreateFolder", answer(201, "name", "2026").and("parentFolderId", FOLDER)),
            entry("ListFolders", answer(200, "items.0.id", FOLDER).and("total", 1)),
            entry("GetFolder", answer(200, "id", FOLDER).and("name", "Finance")),
            entry("UpdateFolder", answer(200, "id", FOLDER).and("name", "Accounting")),
            entry("DeleteFolder", answer(204)),
            entry("ListFolderChildren", answer(200, "items.0.id", FOLDER).and("items.0.type", "folder")),
            entry("CreateTag", answer(201, "name", "重要").and("color", "#d32f2f")),
            entry("ListTags", answer(200, "items.0.id", TAG).and("total", 1)),
            entry("UpdateTag", answer(200, "name", "urgent").and("color", "#1976d2")),
            entry("DeleteTag", answer(204)),
            entry(
                    "CreateShare",
                    answer(201, "fileId", FILE)
                            .and("type", "file")
                            .and("expiresAt", "2099-01-01T00:00:00Z")
                            .and("maxDownloads", 5)
                            .and("hasPassword", false)),
            entry(
                    "ListShares",
                    answer(200, "items.0.id", SHARE)
                            .and("items.0.url", PUBLIC_URL)
                            .and("total", 1)),
            entry("DeleteShare", answer(204)),
            entry(
                    "GetPublicShare",
                    answer(200, "type", "folder")
                            .and("name", "Finance")
                            .and("items.0.id", FILE)
                            .and("items.0.name", "Budget.xlsx")
                            .and("total", 1)),
            entry("DownloadPublicShare", answer(200, "method", "GET").and("headers", Map.of())),
            entry(
                    "Search",
                    answer(200, "items.0.id", FILE)
                            .and("items.0.type", "file")
                            .and("items.0.tags.0.name", "urgent")
                            .and("total", 1)),
            entry(
                    "ListTrash",
                    answer(200, "items.0.id", TRASHED)
                            .and("items.0.type", "file")
                            .and("items.0.deletedAt", "2026-01-01T12:00:00Z")
                            .and("total", 1)),
            entry("RestoreFromTrash", answer(200, "id", TRASHED).and("parentFolderId", FOLDER)),
            entry("MoveItems", answer(200, "count", 1)),
            entry("TrashItems", answer(200, "count", 1)),
            entry("RestoreItems", answer(200, "count", 1)),
            entry("TagItems", answer(200, "count", 1)),
            entry("UntagItems", answer(200, "count", 1)),
            entry("FavoriteItems", answer(200, "count", 2)),
            entry("UnfavoriteItems", answer(200, "count", 2)),
            entry("DeleteFromTrash", answer(204)),
            entry("EmptyTrash", answer(204)),
            entry("GetBalance", answer(200, "amount", 380).and("version", 2)),
            entry(
                    "ListTransactions",
                    answer(200, "items.0.id", USAGE).and("items.0.amount", -120).and("total", 1)),
            entry(
                    "UseCredits",
                    answer(201, "transaction.amount", -80)
                            .and("transaction.metadata.pictures", 40)
                            .and("balance.amount", 300)),
            entry("GrantCredits", answer(201, "transaction.type", "purchase").and("balance.amount", 1380)),
            entry(
                    "RefundCredits",
                    answer(201, "transaction.refundedTransactionId", USAGE).and("balance.amount", 400)),
            entry(
                    "HoldCredits",
                    answer(201, "hold.amount", 100)
                            .and("hold.status", "open")
                            .and("balance.held", 160)
                            .and("balance.available", 220)),
            entry(
                    "ListHolds",
                    answer(200, "items.0.id", HOLD).and("items.0.amount", 60).and("total", 1)),
            entry(
                    "SettleHold",
                    answer(200, "hold.settledAmount", 64)
                            .and("transaction.amount", -64)
                            .and("transaction.holdId", HOLD)
                            .and("balance.available", 316)),
            entry("ReleaseHold", answer(200, "hold.status", "released").and("balance.available", 380)),
            entry(
                    "GetCreditsSummary",
                    answer(200, "items.0.day", "2025-12-30")
                            .and("items.0.granted", 500)
                            .and("items.1.used", 120)),
            entry("ListPackages", answer(200, "items.0.id", PACKAGE).and("total", 1)),
            entry("CreatePackage", answer(201, "credits", 2000).and("price.amount", 1499)),
            entry("UpdatePackage", answer(200, "price.amount", 449).and("price.currency", "eur")),
            entry("DeletePackage", answer(204)),
            entry("CreatePurchase", answer(201, "purchase.packageId", PACKAGE).and("purchase.status", "pending")),
            entry("ListPurchases", answer(200, "items.0.id", PURCHASE).and("total", 1)),
            entry("GetPurchase", answer(200, "id", PURCHASE).and("credits", 500)),
            entry("ReceiveStripeEvent", answer(200, "received", true)),
            entry("GetSettings", answer(200, "theme", "light").and("editor.fontSize", 14)),
            entry(
                    "UpdateSettings",
                    answer(200, "theme", "dark").and("language", "en").and("editor", Map.of("wrap", true))),
            entry("ReplaceSettings", answer(200, "language", "de")),
            entry("GetAppSettings", answer(200, "sort", "createdAt")),
            entry("UpdateAppSettings", answer(200, "sort", "name").and("archived", false)),
            entry("DeleteAppSettings", answer(204)),
            entry(
                    "GetMe",
                    answer(200, "userId", USER)
                            .and("email", "ada@example.com")
                            .and("tags.0", "premium")
                            .and("fileCount", 2)
                            .and("bytesStored", 12018230)
                            .and("quota.bytes", 1073741824)),
            entry("CreateExport", answer(202, "status", "running").and("progress.filesTotal", 2)),
            entry("GetExport", answer(200, "status", "ready").and("progress.bytes", 12021307)),
            entry("ListUsers", answer(200, "items.0.userId", USER).and("total", 1)),
            entry("ReplaceUserTags", answer(200, "userId", USER).and("tags.1", "beta")),
            entry("GetUserQuota", answer(200, "bytes", 1073741824).and("reserved", 24018453)),
            entry("ReplaceUserQuota", answer(200, "bytes", 5368709120L).and("reserved", 24018453)),
            entry("DeleteUserQuota", answer(204)),
            entry("DeleteMe", answer(204)),
            entry("DeleteUser", answer(204)),
            entry("GetHealth", answer(200, "status", "ok")));

    @ParameterizedTest(name = "{0}")
    @MethodSource("started")
    void answersItsEventButNotWithoutAUserId(Route route) throws Exception {
        var function = route.function();
        assertThat(EXPECTED).containsKey(function.name());
        var environment = Seed.database().environment();
        try (var running = PackagedFunction.startForSnapshot(function, environment)) {
            var warm = running.classes().size();
            running.restore();
            var answer = running.answer(PlainJson.event(function.name()));
            requireNonNull(EXPECTED.get(function.name())).check(answer);
            var loaded = running.classes();
            assertThat(loaded.subList(warm, loaded.size()))
                    .filteredOn(name -> !OF_THE_RUNTIME.matcher(name).lookingAt())
                    .hasSizeLessThan(CLASSES_AFTER_RESTORE);
            assertThat(running.log().lines()).allMatch(line -> line.startsWith("{\"timestamp\""));
            assertThat(running.log()).doesNotContain("ERROR", "WARN", "Exception");
            if (!route.isPublic()) {
                checkRefusal(running.answer(withoutUserId(PlainJson.event(function.name()))));
            }
        }
    }

    static List<Route> routes() {
        return Project.TEMPLATE.routes();
    }

    /// Every function answers its event without an archive, and so without a process for each.
    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void answersItsEvent(Route route) throws Exception {
        var function = route.function();
        try (var kontor = new Kontor(Seed.database().environment())) {
            var answer = Lambda.invoke(
                    kontor.within(() -> Lambda.operation(function.handler())),
                    APIGatewayV2HTTPEvent.class,
                    APIGatewayV2HTTPResponse.class,
                    PlainJson.write(PlainJson.event(function.name())));
            requireNonNull(EXPECTED.get(function.name()))
                    .check(new FunctionResponse(PlainJson.read(Lambda.json(answer))));
        }
    }

    /// All archives take a minute and a half. A usual build starts one of each role: the role
    /// makes the difference in how a function starts.
    static Collection<Route> started() {
        if (Repetitions.areThorough()) {
            return routes();
        }
        var byRole = new LinkedHashMap<Object, Route>();
        for (var route : routes()) {
            var role = PlainJson.at(Project.resources(), route.function().name() + ".Properties.Role");
            byRole.putIfAbsent(role, route);
        }
        return byRole.values();
    }

    private static Map<String, Object> withoutUserId(Map<String, Object> event) {
        assertThat(PlainJson.object(event, "requestContext").remove("authorizer"))
                .isNotNull();
        return event;
    }

    private static void checkRefusal(FunctionResponse answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("code")).isEqualTo("AUTHENTICATION_REQUIRED");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    /// @param fields path in the body → value
    record Expected(int status, Map<String, Object> fields) {

        static Expected answer(int status) {
            return new Expected(status, Map.of());
        }

        static Expected answer(int status, String path, Object value) {
            return answer(status).and(path, value);
        }

        Expected and(String path, Object value) {
            var more = new HashMap<>(fields);
            more.put(path, value);
            return new Expected(status, more);
        }

        void check(FunctionResponse answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            fields.forEach((path, value) -> assertThat(answer.at(path)).as(path).isEqualTo(value));
        }
    }
}

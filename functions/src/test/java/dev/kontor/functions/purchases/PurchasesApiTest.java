package dev.kontor.functions.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The routes of packages and purchases, as docs/api.md has them.
class PurchasesApiTest {

    private static final Api API = Api.open();
    private static final String PACKAGES = "/v1/credits/packages";
    private static final String PURCHASES = "/v1/credits/purchases";
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();
    private final Api.User admin = API.newUser().withRole("admin");

    @AfterAll
    static void close() {
        API.close();
    }

    private ApiResponse offer(String url) {
        return admin.post(PACKAGES, """
            {"name": "500 credits", "credits": 500, "price": {"amount": 499, "currency": "eur"},
             "paymentLink": {"id": "plink_1", "url": "%s"}}
            """.formatted(url), key()).is(201);
    }

    private ApiResponse offer() {
        return offer("https://buy.stripe.com/test_1");
    }

    private ApiResponse buy(Api.User user, ApiResponse sold) {
        return user.post(PURCHASES, "{\"packageId\": \"%s\"}".formatted(sold.text("id")), key());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aPackageIsAnsweredWithEveryMember() {
        var created = offer();

        assertThat(created.object())
                .containsOnlyKeys(
                        "id",
                        "name",
                        "description",
                        "credits",
                        "price",
                        "paymentLink",
                        "isActive",
                        "sortOrder",
                        "createdAt",
                        "updatedAt")
                .containsEntry("description", null)
                .containsEntry("price", Map.of("amount", 499, "currency", "eur"))
                .containsEntry("paymentLink", Map.of("id", "plink_1", "url", "https://buy.stripe.com/test_1"))
                .containsEntry("isActive", true)
                .containsEntry("sortOrder", 0);
        assertThat(created.header("Location")).isEqualTo(PACKAGES + "/" + created.text("id"));
        assertThat(admin.patch(created.header("Location"), "{}").is(200).etag()).isEqualTo(created.etag());
    }

    @Test
    void usersSeeWhatIsSoldAndNoPaymentLink() {
        var sold = offer();
        var gone = offer();
        admin.delete(gone.header("Location")).is(204);

        var adas = ada.get(PACKAGES + "?limit=100").is(200);
        var admins = admin.get(PACKAGES + "?limit=100").is(200);

        assertThat(adas.items("id")).contains(sold.text("id")).doesNotContain(gone.text("id"));
        assertThat(adas.items()).allSatisfy(item -> assertThat(item).doesNotContainKey("paymentLink"));
        assertThat(admins.items("id")).contains(sold.text("id"), gone.text("id"));
        assertThat(admins.items()).allSatisfy(item -> assertThat(item).containsKey("paymentLink"));
    }

    @Test
    void aPatchMergesObjectsToo() {
        var created = offer();
        var path = created.header("Location");

        var changed = admin.patch(path, "{\"price\": {\"amount\": 450}, \"paymentLink\": {\"id\": \"plink_2\"}}")
                .is(200);

        var expected = new HashMap<>(created.object());
        expected.put("price", Map.of("amount", 450, "currency", "eur"));
        expected.put("paymentLink", Map.of("id", "plink_2", "url", "https://buy.stripe.com/test_1"));
        expected.put("updatedAt", changed.get("updatedAt"));
        assertThat(changed.object()).isEqualTo(expected);
        API.send(admin.call("PATCH", path).json("{\"name\": \"a\"}").header("If-Match", created.etag()))
                .isProblem(412, "PRECONDITION_FAILED");
        API.send(admin.call("DELETE", path).header("If-Match", created.etag())).isProblem(412, "PRECONDITION_FAILED");
        API.send(admin.call("DELETE", path).header("If-Match", changed.etag())).is(204);
        assertThat(admin.patch(path, "{\"isActive\": true}").is(200).get("isActive"))
                .isEqualTo(true);
        admin.patch(PACKAGES + "/" + NOTHING, "{}").isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"price\": null|price",
                "\"price\": 499|price",
                "\"price\": {}|price.amount price.currency",
                "\"price\": {\"amount\": 0, \"currency\": \"eur\"}|price.amount",
                "\"price\": {\"amount\": 4.99, \"currency\": \"eur\"}|price.amount",
                "\"price\": {\"amount\": 1000000000000, \"currency\": \"eur\"}|price.amount",
                "\"price\": {\"amount\": 499, \"currency\": \"EUR\"}|price.currency",
                "\"price\": {\"amount\": 499, \"currency\": \"xqz\"}|price.currency",
                "\"price\": {\"amount\": 499, \"currency\": \"eur\", \"vat\": 19}|price.vat",
                "\"paymentLink\": {\"id\": \"price_1\", \"url\": \"https://a.b/c\"}|paymentLink.id",
                "\"paymentLink\": {\"id\": \"plink_1\", \"url\": \"http://a.b/c\"}|paymentLink.url",
                "\"paymentLink\": {\"id\": \"plink_1\", \"url\": \"https://a.b/c#d\"}|paymentLink.url",
                "\"paymentLink\": {\"id\": \"plink_1\", \"url\": \"https://a@b/c\"}|paymentLink.url",
                "\"paymentLink\": {\"id\": \"plink_1\", \"url\": \"https://a.b/ c\"}|paymentLink.url",
                "\"credits\": 0|credits",
                "\"name\": \" \"|name",
                "\"sortOrder\": 1000001|sortOrder",
                "\"isActive\": \"no\"|isActive",
                "\"id\": \"x\"|id"
            })
    void whatIsWrongIsNamed(String member, String fields) {
        var path = offer().header("Location");
        var good = new HashMap<>(Map.of(
                "\"name\"", "\"a\"",
                "\"credits\"", "1",
                "\"price\"", "{\"amount\": 1, \"currency\": \"eur\"}",
                "\"paymentLink\"", "{\"id\": \"plink_1\", \"url\": \"https://a.b/c?d=e\"}"));
        var parts = member.split(": ", 2);
        good.put(parts[0], parts[1]);
        var body = String.join(
                ", ",
                good.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList());

        admin.post(PACKAGES, "{" + body + "}", key()).names(fields.split(" ", -1));
        if (!parts[1].equals("{}")) {
            admin.patch(path, "{" + member + "}").names(fields.split(" ", -1));
        }
    }

    @Test
    void aPurchaseIsPaidAtThePackagesLinkUnderItsId() {
        var sold = offer();
        var begun = buy(ada, sold).is(201);

        var purchase = begun.object("purchase");
        assertThat(purchase)
                .containsOnlyKeys(
                        "id",
                        "packageId",
                        "credits",
                        "price",
                        "status",
                        "transactionId",
                        "recovered",
                        "unrecovered",
                        "createdAt",
                        "completedAt",
                        "updatedAt")
                .containsEntry("packageId", sold.text("id"))
                .containsEntry("credits", 500)
                .containsEntry("price", Map.of("amount", 499, "currency", "eur"))
                .containsEntry("status", "pending")
                .containsEntry("transactionId", null)
                .containsEntry("completedAt", null);
        assertThat(begun.get("checkoutUrl"))
                .isEqualTo("https://buy.stripe.com/test_1?client_reference_id=%s&prefilled_email=ada%%40example.com"
                        .formatted(purchase.get("id")));
        var read = ada.get(begun.header("Location")).is(200);
        assertThat(read.object()).isEqualTo(purchase);
        assertThat(read.etag()).isEqualTo(begun.etag());
        assertThat(ada.get(PURCHASES).items()).containsExactly(purchase);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "https://pay.example.com/b?locale=de | a+b@example.com | &prefilled_email=a%2Bb%40example.com",
                "https://pay.example.com/b?locale=de | ä b&c=d@example.com |"
                        + " &prefilled_email=%C3%A4%20b%26c%3Dd%40example.com",
                "https://pay.example.com/b?locale=de | '' | ''",
                "https://pay.example.com/b?locale=de | null | ''"
            },
            delimiter = '|',
            nullValues = "null")
    void theUrlTakesAnyEmailAndAnyLink(String link, @Nullable String email, String end) {
        var sold = offer(link);
        var authorizer = new HashMap<String, @Nullable Object>(Map.of("userId", ada.id()));
        authorizer.put("email", email);
        var call = API.call("POST", PURCHASES, authorizer)
                .json("{\"packageId\": \"%s\"}".formatted(sold.text("id")))
                .header("idempotency-key", key());

        var begun = API.send(call).is(201);

        assertThat(begun.get("checkoutUrl"))
                .isEqualTo(link + "&client_reference_id="
                        + begun.object("purchase").get("id") + end);
    }

    @Test
    void whatIsNotSoldCannotBeBought() {
        var gone = offer();
        admin.delete(gone.header("Location")).is(204);
        buy(ada, gone).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.post(PURCHASES, "{\"packageId\": \"%s\"}".formatted(NOTHING), key()).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.post(PURCHASES, "{}", key()).names("packageId");
    }

    @Test
    void purchasesAreTheirUsersAloneAndAdminsMayNameOne() {
        var begun = buy(ada, offer()).is(201);
        var path = begun.header("Location");
        var asAda = "?userId=" + Call.encode(ada.id());

        eve.get(path).isProblem(404, "RESOURCE_NOT_FOUND");
        eve.get(path + asAda).isProblem(403, "PERMISSION_DENIED");
        eve.get(PURCHASES + asAda).isProblem(403, "PERMISSION_DENIED");
        assertThat(eve.get(PURCHASES).is(200).items()).isEmpty();
        assertThat(ada.get(path + asAda).is(200).object()).isEqualTo(begun.object("purchase"));
        admin.get(path).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(admin.get(path + asAda).is(200).object()).isEqualTo(begun.object("purchase"));
        assertThat(admin.get(PURCHASES + asAda).is(200).items("id"))
                .containsExactly(Objects.requireNonNull(begun.object("purchase").get("id")));
        eve.get(PURCHASES + "?userId=").names("userId");
    }

    @Test
    void purchasesAreListedNewestFirstPageByPage() {
        var sold = offer();
        var first = buy(ada, sold).is(201).object("purchase").get("id");
        var second = buy(ada, sold).is(201).object("purchase").get("id");

        var page = ada.get(PURCHASES + "?limit=1").is(200);
        assertThat(page.items("id")).containsExactly(second);
        assertThat(page.get("total")).isEqualTo(2);
        var next = ada.get(PURCHASES + "?limit=1&cursor=" + page.text("nextCursor"))
                .is(200);
        assertThat(next.items("id")).containsExactly(first);
        ada.get(PURCHASES + "?sort=createdAt").names("sort");
    }
}

package dev.kontor.functions.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.stripe.StripeMessage;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.functions.testing.Logged;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /v1/webhooks/stripe` with events as Stripe's API documents them, signed by Stripe's own library.
class ReceiveStripeEventTest {

    private static final Api API = Api.open();

    /// Whoever asks its database for anything gets 503.
    private static final Api WITHOUT_DATABASE =
            Api.on(TestPostgres.createDatabase(), new TestDatabase("none", 1).environment());

    private static final String WEBHOOK = "/v1/webhooks/stripe";
    private static final String COMPLETED = "checkout.session.completed";
    private static final String RING = "payment needs a look";

    private final Api.User ada = API.newUser();
    private final String purchase = begin();
    private final String payment = "pi_" + purchase.replace("-", "");

    @AfterAll
    static void close() {
        API.close();
        WITHOUT_DATABASE.close();
    }

    /// A purchase of 500 credits for 4.99 euros.
    private String begin() {
        var sold = API.newUser()
                .withRole("admin")
                .post("/v1/credits/packages", """
                    {"name": "500 credits", "credits": 500, "price": {"amount": 499, "currency": "eur"},
                     "paymentLink": {"id": "plink_1", "url": "https://buy.stripe.com/test_1"}}
                    """, UUID.randomUUID().toString())
                .is(201);
        var begun = ada.post(
                "/v1/credits/purchases", "{\"packageId\": \"%s\"}".formatted(sold.text("id")), sold.text("id"));
        return String.valueOf(begun.is(201).object("purchase").get("id"));
    }

    private StripeMessage session(String type, String status) {
        return StripeMessage.session(type, purchase, payment, "plink_1", "499 eur", status);
    }

    private static Call call(StripeMessage message, String signature) {
        return API.call("POST", WEBHOOK, null)
                .body("application/json; charset=utf-8", message.text())
                .header("stripe-signature", signature);
    }

    private static ApiResponse tell(StripeMessage message) {
        return API.send(call(message, message.signature()));
    }

    /// Tells it without a ring.
    private static void quietly(StripeMessage message) {
        try (var logged = Logged.begin()) {
            assertThat(tell(message).is(200).object()).containsEntry("received", true);
            assertThat(logged.lines()).noneMatch(line -> line.contains(RING));
        }
    }

    private long balance() {
        return Long.parseLong(String.valueOf(ada.get("/v1/credits/balance").get("amount")));
    }

    private String status() {
        return ada.get("/v1/credits/purchases/" + purchase).text("status");
    }

    @Test
    void aPaymentGivesItsCreditsOnce() {
        quietly(session(COMPLETED, "paid"));
        quietly(session(COMPLETED, "paid"));
        quietly(session("checkout.session.async_payment_succeeded", "paid"));

        assertThat(balance()).isEqualTo(500);
        assertThat(status()).isEqualTo("completed");
        assertThat(ada.get("/v1/credits/transactions").is(200).items())
                .singleElement()
                .satisfies(given -> assertThat(given).containsEntry("type", "purchase"));
    }

    @Test
    void aSlowPaymentGivesItsCreditsWhenItHasArrived() {
        quietly(session(COMPLETED, "unpaid"));
        quietly(session("checkout.session.async_payment_failed", "unpaid"));
        assertThat(status()).isEqualTo("pending");
        assertThat(balance()).isZero();

        quietly(session("checkout.session.async_payment_succeeded", "paid"));
        assertThat(balance()).isEqualTo(500);
    }

    @Test
    void refundsAndLostDisputesTakeTheirShare() {
        quietly(session(COMPLETED, "paid"));
        quietly(StripeMessage.charge("charge.refunded", payment, "100 eur"));
        assertThat(balance()).isEqualTo(400);

        quietly(StripeMessage.dispute("charge.dispute.created", payment, "du_1", "399 eur", "needs_response"));
        quietly(StripeMessage.dispute("charge.dispute.closed", payment, "du_2", "399 eur", "won"));
        assertThat(balance()).isEqualTo(400);

        quietly(StripeMessage.dispute("charge.dispute.closed", payment, "du_1", "399 eur", "lost"));
        assertThat(balance()).isZero();
        assertThat(status()).isEqualTo("refunded");
    }

    @Test
    void aRefundThatIsToldBeforeItsPaymentComesToNothingGiven() {
        quietly(StripeMessage.charge("charge.refunded", payment, "499 eur"));
        quietly(session(COMPLETED, "paid"));

        assertThat(balance()).isZero();
        assertThat(status()).isEqualTo("refunded");
    }

    @Test
    void whatWasSpentIsNoted() {
        quietly(session(COMPLETED, "paid"));
        ada.usage(300);
        quietly(StripeMessage.charge("charge.refunded", payment, "499 eur"));

        assertThat(ada.get("/v1/credits/purchases/" + purchase).is(200).object())
                .containsEntry("recovered", 200)
                .containsEntry("unrecovered", 300);
        assertThat(balance()).isZero();
    }

    @Test
    void theBodyMayArriveInBase64() {
        var message = session(COMPLETED, "paid");
        var bytes = message.text().getBytes(StandardCharsets.UTF_8);
        var call = API.call("POST", WEBHOOK, null)
                .base64("application/octet-stream", bytes)
                .header("Stripe-Signature", message.signature());

        API.send(call).is(200);

        assertThat(balance()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REFERENCE|plink_1|498 eur|paid|amount or currency",
                "REFERENCE|plink_1|499 usd|paid|amount or currency",
                "REFERENCE|plink_1|0 eur|no_payment_required|amount or currency",
                "REFERENCE|plink_2|499 eur|paid|payment link",
                "REFERENCE|null|499 eur|paid|payment link",
                "null|plink_1|499 eur|paid|no reference",
                "ada|plink_1|499 eur|paid|no reference",
                "00000000-0000-4000-8000-00000000dead|plink_1|499 eur|paid|no reference"
            })
    void whatDoesNotFitGivesNothingAndRings(
            String reference, String link, String price, String status, String problem) {
        var message = StripeMessage.session(
                COMPLETED, reference.replace("REFERENCE", purchase), payment, link, price, status);
        try (var logged = Logged.begin()) {
            tell(message).is(200);
            assertThat(logged.lines())
                    .filteredOn(line -> line.contains(RING))
                    .singleElement()
                    .asString()
                    .contains("\"ERROR\"", problem, "evt_EVENT", payment);
        }
        assertThat(balance()).isZero();
        assertThat(status()).isEqualTo("pending");
    }

    @Test
    void aSecondPaymentGivesNothingAndRings() {
        quietly(session(COMPLETED, "paid"));
        var second = StripeMessage.session(COMPLETED, purchase, payment + "2", "plink_1", "499 eur", "paid");
        try (var logged = Logged.begin()) {
            tell(second).is(200);
            assertThat(logged.lines()).anyMatch(line -> line.contains(RING));
        }
        quietly(StripeMessage.charge("charge.refunded", payment + "2", "499 eur"));

        assertThat(balance()).isEqualTo(500);
    }

    @Test
    void aPaymentOfAnotherPurchaseGivesNothingAndRings() {
        quietly(session(COMPLETED, "paid"));
        var other = StripeMessage.session(COMPLETED, begin(), payment, "plink_1", "499 eur", "paid");
        try (var logged = Logged.begin()) {
            tell(other).is(200);
            assertThat(logged.lines()).anyMatch(line -> line.contains(RING) && line.contains("another purchase"));
        }
        assertThat(balance()).isEqualTo(500);
    }

    @Test
    void whatElseTheOperatorSellsIsOfNoConcern() {
        var counts = API.rowCounts();
        quietly(StripeMessage.session(COMPLETED, "null", "null", "null", "null eur", "no_payment_required"));
        quietly(StripeMessage.session(COMPLETED, "order-7", "pi_7", "plink_others", "499 eur", "paid"));
        quietly(new StripeMessage("{\"id\": \"evt_1\", \"type\": \"customer.created\", \"data\": {\"object\": {}}}"));
        assertThat(API.rowCounts()).isEqualTo(counts);
    }

    /// The response does not say what is wrong, and the database is not asked.
    @Test
    void whatStripeHasNotSignedIsRefused() {
        var message = session(COMPLETED, "paid");
        var now = Instant.now().getEpochSecond();
        var bodies = List.of(
                call(message, ""),
                call(message, "t=1"),
                call(message, message.signature("whsec_other", now)),
                call(message, message.signature(TestDatabase.STRIPE_SECRET, now - 302)),
                call(message, message.signature(TestDatabase.STRIPE_SECRET, now + 302)),
                call(message.with("499", "498"), message.signature()),
                call(new StripeMessage(""), message.signature()),
                API.call("POST", WEBHOOK, null).json(message.text()),
                API.call("POST", WEBHOOK, null));
        for (var each : bodies) {
            var refused = WITHOUT_DATABASE.send(each).isProblem(400, "VALIDATION_FAILED");
            assertThat(refused.get("detail")).isEqualTo("The signature is not valid");
        }
        var nearly = message.signature(TestDatabase.STRIPE_SECRET, now - 298);
        WITHOUT_DATABASE.send(call(message, nearly)).isProblem(503, "SERVICE_UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "{\"id\": \"evt_1\", \"type\": \"charge.refunded\"}"})
    void whatIsSignedAndCannotBeReadIsRefusedAndRings(String text) {
        try (var logged = Logged.begin()) {
            tell(new StripeMessage(text)).isProblem(400, "VALIDATION_FAILED");
            assertThat(logged.lines()).anyMatch(line -> line.contains(RING) && line.contains("\"ERROR\""));
        }
    }

    @Test
    void anEventThatLacksSomethingIsNamed() {
        try (var logged = Logged.begin()) {
            tell(session(COMPLETED, "paid").with("\"amount_total\": 499", "\"amount_total\": null"))
                    .isProblem(400, "VALIDATION_FAILED");
            assertThat(logged.lines()).anyMatch(line -> line.contains(RING) && line.contains("evt_EVENT"));
        }
    }

    @Test
    void aBodyBeyondAMebibyteIsTooLarge() {
        var large = new StripeMessage("x".repeat((1 << 20) + 1));
        tell(large).isProblem(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void withoutASecretNothingIsSold() {
        var environment = new HashMap<>(API.database().environment());
        environment.remove("STRIPE_WEBHOOK_SECRET");
        try (var unset = Api.on(TestPostgres.createDatabase(), environment)) {
            var user = unset.as(ada.id());
            var message = session(COMPLETED, "paid");
            unset.send(call(message, message.signature())).isProblem(501, "NOT_CONFIGURED");
            unset.send(call(message, "")).isProblem(501, "NOT_CONFIGURED");
            user.post("/v1/credits/purchases", "{\"packageId\": \"%s\"}".formatted(purchase), "k")
                    .isProblem(501, "NOT_CONFIGURED");
            user.get("/v1/credits/purchases").isProblem(501, "NOT_CONFIGURED");
            user.get("/v1/credits/purchases/" + purchase).isProblem(501, "NOT_CONFIGURED");
            user.get("/v1/credits/packages").is(200);
        }
        assertThat(balance()).isZero();
    }
}

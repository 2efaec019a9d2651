package dev.kontor.functions.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import dev.kontor.functions.stripe.StripeEvent.MalformedEventException;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.purchases.Payment;
import dev.kontor.purchases.Price;
import dev.kontor.purchases.Reversal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an event says, read beside Stripe's own library.
final class StripeEventTest {

    private static final String REFERENCE = "b0060d00-0000-4000-8000-000000000001";

    private static StripeEvent read(StripeMessage message) throws MalformedEventException {
        return StripeEvent.read(message.text().getBytes(StandardCharsets.UTF_8));
    }

    private static StripeMessage paid(String type) {
        return StripeMessage.session(type, REFERENCE, "pi_1", "plink_1", "499 eur", "paid");
    }

    /// The object of the event, as Stripe's library reads it.
    private static StripeObject stripes(StripeMessage message)
            throws SignatureVerificationException, EventDataObjectDeserializationException {
        var event = Webhook.constructEvent(message.text(), message.signature(), TestDatabase.STRIPE_SECRET);
        return event.getDataObjectDeserializer().deserializeUnsafe();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout.session.completed", "checkout.session.async_payment_succeeded"})
    void aPaidSessionIsAPayment(String type) throws Exception {
        var message = paid(type);
        var payment = Objects.requireNonNull(read(message).payment());
        var session = (Session) stripes(message);

        assertThat(payment)
                .isEqualTo(new Payment("pi_1", UUID.fromString(REFERENCE), new Price(499, "eur"), "plink_1"));
        assertThat(payment)
                .isEqualTo(new Payment(
                        session.getPaymentIntent(),
                        UUID.fromString(session.getClientReferenceId()),
                        new Price(session.getAmountTotal(), session.getCurrency()),
                        session.getPaymentLink()));
    }

    @Test
    void aRefundIsWhatAllRefundsAddUpTo() throws Exception {
        var message = StripeMessage.charge("charge.refunded", "pi_1", "250 eur");
        var charge = (Charge) stripes(message);

        assertThat(read(message).reversal())
                .isEqualTo(Reversal.refund("pi_1", 250))
                .isEqualTo(Reversal.refund(charge.getPaymentIntent(), charge.getAmountRefunded()));
    }

    @Test
    void aLostDisputeIsItsAmount() throws Exception {
        var message = StripeMessage.dispute("charge.dispute.closed", "pi_1", "du_1", "250 eur", "lost");
        var dispute = (Dispute) stripes(message);

        assertThat(read(message).reversal())
                .isEqualTo(Reversal.lostDispute("pi_1", "du_1", 250))
                .isEqualTo(Reversal.lostDispute(dispute.getPaymentIntent(), dispute.getId(), dispute.getAmount()));
    }

    @ParameterizedTest
    @CsvSource({
        "charge.dispute.closed, won",
        "charge.dispute.closed, warning_closed",
        "charge.dispute.created, needs_response",
        "charge.dispute.created, lost",
        "charge.dispute.updated, lost",
        "charge.dispute.funds_withdrawn, lost"
    })
    void aDisputeThatIsNotLostIsOfNoConcern(String type, String status) throws Exception {
        isOfNoConcern(StripeMessage.dispute(type, "pi_1", "du_1", "250 eur", status));
    }

    @ParameterizedTest
    @CsvSource({
        "checkout.session.completed, unpaid",
        "checkout.session.async_payment_failed, unpaid",
        "checkout.session.expired, unpaid"
    })
    void aSessionThatIsNotPaidIsOfNoConcern(String type, String status) throws Exception {
        isOfNoConcern(StripeMessage.session(type, REFERENCE, "pi_1", "plink_1", "499 eur", status));
    }

    @Test
    void whatElseTheOperatorSellsIsOfNoConcern() throws Exception {
        isOfNoConcern(StripeMessage.session(
                "checkout.session.completed", "null", "null", "null", "null eur", "no_payment_required"));
        isOfNoConcern(StripeMessage.session(
                "checkout.session.completed", REFERENCE, "null", "null", "null eur", "no_payment_required"));
        isOfNoConcern(StripeMessage.charge("charge.refunded", "null", "250 eur"));
        isOfNoConcern(StripeMessage.dispute("charge.dispute.closed", "null", "du_1", "250 eur", "lost"));
        isOfNoConcern(new StripeMessage("{\"id\": \"evt_1\", \"type\": \"customer.created\", \"data\": {}}"));
    }

    private static void isOfNoConcern(StripeMessage message) throws MalformedEventException {
        var event = read(message);
        assertThat(event.payment()).isNull();
        assertThat(event.reversal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "ada",
                "b0060d00-0000-4000-8000-00000000000",
                "b0060d0000004000800000000000001",
                " b0060d00-0000-4000-8000-000000000001"
            })
    void aReferenceThatIsNoIdIsNoReference(String reference) throws Exception {
        var message =
                StripeMessage.session("checkout.session.completed", reference, "pi_1", "plink_1", "499 eur", "paid");

        var payment = Objects.requireNonNull(read(message).payment());

        assertThat(payment.purchaseId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount_total\": 499|\"amount_total\": \"499\"",
                "\"amount_total\": 499|\"amount_total\": 4.99",
                "\"amount_total\": 499|\"amount_total\": -1",
                "\"amount_total\": 499|\"amount_total\": null",
                "\"amount_total\": 499|\"amount_total\": 1000000000000",
                "\"currency\": \"eur\"|\"currency\": null",
                "\"payment_intent\": \"pi_1\"|\"payment_intent\": {}",
                "\"payment_intent\": \"pi_1\"|\"payment_intent\": \"pi 1\"",
                "\"payment_link\": \"plink_1\"|\"payment_link\": 1",
                "\"payment_status\": \"paid\"|\"payment_status\": null",
                "\"object\": {|\"subject\": {",
                "\"data\": {|\"date\": {",
                "\"type\": \"checkout.session.completed\"|\"type\": null",
                "\"id\": \"evt_EVENT\"|\"id\": null",
                "\"id\": \"evt_EVENT\"|\"id\" \"evt_EVENT\""
            })
    void whatLacksWhatIsNeededIsMalformed(String part, String other) {
        var message = paid("checkout.session.completed");
        assertThat(message.text()).contains(part);

        assertThatThrownBy(() -> read(message.with(part, other))).isInstanceOf(MalformedEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{}", "evt_1"})
    void whatIsNoEventIsMalformed(String text) {
        assertThatThrownBy(() -> read(new StripeMessage(text))).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        assertThatThrownBy(() -> StripeEvent.read(new byte[] {'{', (byte) 0xff, '}'}))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("is not valid UTF-8");
    }
}

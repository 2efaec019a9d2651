package dev.kontor.functions.purchases;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.stripe.StripeEvent;
import dev.kontor.functions.stripe.StripeEvent.MalformedEventException;
import dev.kontor.purchases.Payment;
import dev.kontor.purchases.PaymentOutcome;
import dev.kontor.purchases.Purchases;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Result;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/webhooks/stripe`: what Stripe tells of payments, under its signature. Stripe tells again
/// what is not answered 2xx, for three days. So a payment that never will fit is answered 200, and rings
/// (docs/purchases.md).
public final class ReceiveStripeEvent extends Operation {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveStripeEvent.class);

    private static final Response RECEIVED = Response.ok(Map.of("received", true));

    public ReceiveStripeEvent() {
        super(Access.ANYONE);
    }

    @Override
    protected Action read(Request request) {
        var body = request.rawBody();
        var signature = request.stripeSignature();
        var arrival = request.receivedAt();
        return kontor -> kontor.stripe()
                .flatMap(secrets -> secrets.haveSigned(body, signature, arrival)
                        ? handle(kontor, body)
                        : Result.err(ErrorCode.VALIDATION_FAILED, "The signature is not valid"));
    }

    private static Result<Response> handle(Kontor kontor, byte[] body) {
        try {
            var event = StripeEvent.read(body);
            return kontor.purchases().map(purchases -> handle(purchases, event));
        } catch (MalformedEventException e) {
            ring("an event that Stripe has signed " + e.getMessage(), e.eventId(), null);
            return Result.err(ErrorCode.VALIDATION_FAILED, "The event " + e.getMessage());
        }
    }

    private static Response handle(Purchases purchases, StripeEvent event) {
        var payment = event.payment();
        var reversal = event.reversal();
        if (payment != null) {
            look(purchases.settle(payment), event, payment);
        } else if (reversal != null) {
            look(purchases.reverse(reversal), event, null);
        }
        return RECEIVED;
    }

    private static void look(Result<PaymentOutcome> result, StripeEvent event, @Nullable Payment payment) {
        var problem = switch (result) {
            case Result.Ok<PaymentOutcome>(var outcome) -> outcome.problem();
            case Result.Err<PaymentOutcome> refusal -> refusal.message();
        };
        if (problem != null) {
            ring(problem, event.id(), payment);
        }
    }

    /// An alarm counts these lines (docs/alarms.md).
    private static void ring(String problem, @Nullable String eventId, @Nullable Payment payment) {
        LOG.error(
                "A payment needs a look: {} (event {}, payment {}, purchase {})",
                problem,
                eventId,
                payment == null ? null : payment.id(),
                payment == null ? null : payment.purchaseId());
    }
}

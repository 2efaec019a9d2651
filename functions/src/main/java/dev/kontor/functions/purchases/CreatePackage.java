package dev.kontor.functions.purchases;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Fields;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.purchases.CreditPackage;
import dev.kontor.purchases.NewPackage;
import dev.kontor.purchases.PaymentLink;
import dev.kontor.purchases.Price;

/// `POST /v1/credits/packages`: offers credits at a price, through a payment link. For admins.
public final class CreatePackage extends Operation {

    public CreatePackage() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var made = new NewPackage(
                body.required("name", Rules.PACKAGE_NAME),
                body.optional("description", Rules.DESCRIPTION),
                body.required("credits", Rules.CREDITS),
                price(body.requiredObject("price")),
                paymentLink(body.requiredObject("paymentLink")),
                body.optional("isActive", Rules.FLAG, true),
                body.optional("sortOrder", Rules.SORT_ORDER, 0L));
        return once(request, key, kontor -> kontor.packages().create(made).map(CreatePackage::response));
    }

    private static Price price(Fields price) {
        return new Price(price.required("amount", Rules.PRICE), price.required("currency", Rules.CURRENCY));
    }

    private static PaymentLink paymentLink(Fields link) {
        return new PaymentLink(
                link.required("id", Rules.PAYMENT_LINK_ID), link.required("url", Rules.PAYMENT_LINK_URL));
    }

    private static Response response(CreditPackage created) {
        return Response.created("/v1/credits/packages/" + created.id(), created).withETag(created.updatedAt());
    }
}

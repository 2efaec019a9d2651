package dev.kontor.functions.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.kontor.shared.Environment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Stripe's signatures, made and checked by its own library beside ours.
final class StripeSecretsTest {

    private static final String SECRET = "whsec_one";
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final long TIME = NOW.getEpochSecond();
    private static final StripeMessage MESSAGE = new StripeMessage("{\"id\": \"evt_1\", \"name\": \"Ünï\"}");
    private static final int TRIALS = 500;

    private static StripeSecrets secrets(String value) {
        return StripeSecrets.from(new Environment(Map.of("STRIPE_WEBHOOK_SECRET", value)))
                .orElseThrow();
    }

    private static boolean isSigned(String secrets, String header) {
        return secrets(secrets).haveSigned(MESSAGE.text().getBytes(StandardCharsets.UTF_8), header, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "299, true",
        "300, true",
        "301, false",
        "-299, true",
        "-300, true",
        "-301, false",
        "1767225600, false"
    })
    void aSignatureIsGoodForFiveMinutes(long age, boolean isGood) {
        assertThat(isSigned(SECRET, MESSAGE.signature(SECRET, TIME - age))).isEqualTo(isGood);
    }

    @Test
    void secondsAreWhole() {
        var body = MESSAGE.text().getBytes(StandardCharsets.UTF_8);
        var header = MESSAGE.signature(SECRET, TIME);
        assertThat(secrets(SECRET).haveSigned(body, header, NOW.plusMillis(300_999)))
                .isTrue();
        assertThat(secrets(SECRET).haveSigned(body, header, NOW.plusMillis(301_000)))
                .isFalse();
    }

    @Test
    void whileASecretIsRotatedEitherSigns() {
        var both = MESSAGE.signature("whsec_old", TIME) + ",v1=" + MESSAGE.hash("whsec_new", TIME);
        for (var configured : List.of("whsec_old", "whsec_new", "whsec_old,whsec_new", " whsec_new , whsec_other")) {
            assertThat(isSigned(configured, both)).isTrue();
        }
        assertThat(isSigned("whsec_other", both)).isFalse();
        assertThat(isSigned("whsec_old,whsec_new", MESSAGE.signature("whsec_new", TIME)))
                .isTrue();
    }

    @Test
    void otherSchemesAndOrdersChangeNothing() {
        var hash = MESSAGE.hash(SECRET, TIME);
        var time = "t=" + TIME;
        assertThat(isSigned(SECRET, "v0=00," + time + ",v1=00,v1=" + hash + ",v1=11"))
                .isTrue();
        assertThat(isSigned(SECRET, "v1=" + hash + ", " + time)).isTrue();
        assertThat(isSigned(SECRET, time + ",v0=" + hash)).isFalse();
        assertThat(isSigned(SECRET, time + ",v2=" + hash)).isFalse();
    }

    @Test
    void whatIsNotWhollyASignatureIsNone() {
        var hash = MESSAGE.hash(SECRET, TIME);
        for (var header : List.of(
                "",
                ",",
                "t",
                "t=",
                "v1=" + hash,
                "t=" + TIME,
                "t=" + TIME + ",v1=",
                "t=" + TIME + ",v1",
                "t=" + TIME + ",v1=" + hash.substring(1),
                "t=" + TIME + ",v1=" + hash + "0",
                "t=" + TIME + ",v1=é" + hash.substring(1),
                "t=" + TIME + ",t=" + TIME + ",v1=" + hash,
                "t=+" + TIME + ",v1=" + hash,
                "t=" + TIME + ".0,v1=" + hash,
                "t=99999999999999999999,v1=" + hash,
                "t=" + (TIME - 1) + ",v1=" + hash)) {
            assertThat(isSigned(SECRET, header)).as(header).isFalse();
        }
    }

    @Test
    void everyByteOfTheBodyIsSigned() {
        var header = MESSAGE.signature(SECRET, TIME);
        var body = MESSAGE.text().getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < body.length; i++) {
            var changed = body.clone();
            changed[i] ^= 1;
            assertThat(secrets(SECRET).haveSigned(changed, header, NOW)).isFalse();
        }
        assertThat(secrets(SECRET).haveSigned(new byte[0], header, NOW)).isFalse();
    }

    /// Stripe's library alone takes a time in the future, so none is among these.
    @Test
    void stripesOwnLibraryAgrees() {
        var random = new Random(1);
        var good = 0;
        for (var i = 0; i < TRIALS; i++) {
            var now = Instant.now();
            var time = now.getEpochSecond() - random.nextInt(4) * 133L;
            var header = mutated(MESSAGE.signature(SECRET, time), random);

            var isGood = secrets(SECRET).haveSigned(MESSAGE.text().getBytes(StandardCharsets.UTF_8), header, now);

            assertThat(isGood).as(header).isEqualTo(stripeTakes(header));
            good += isGood ? 1 : 0;
        }
        assertThat(good).isBetween(TRIALS / 10, TRIALS * 9 / 10);
    }

    private static String mutated(String header, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> header.replace("v1=", "v" + random.nextInt(3) + "=");
            case 1 -> header.substring(0, random.nextInt(14, header.length()));
            case 2 -> header + ",v1=" + "0".repeat(64);
            case 3 -> header.replace("a", "b");
            default -> header;
        };
    }

    private static boolean stripeTakes(String header) {
        try {
            return Webhook.Signature.verifyHeader(MESSAGE.text(), header, SECRET, 300);
        } catch (SignatureVerificationException | ArrayIndexOutOfBoundsException e) {
            return false; // its reader fails at a part without a value
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "whsec_one,", "whsec_one,,whsec_two", "whsec_one whsec_two", "sk_live_x", "rk_live_x"})
    void aMalformedVariableIsNamedAndNotShown(String value) {
        assertThatThrownBy(() -> secrets(value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("STRIPE_WEBHOOK_SECRET is malformed")
                .message()
                .doesNotContain("whsec_one", "live");
    }

    @Test
    void withoutTheVariableThereAreNone() {
        assertThat(StripeSecrets.from(new Environment(Map.of()))).isEmpty();
        assertThat(StripeSecrets.from(new Environment(Map.of("STRIPE_WEBHOOK_SECRET", " "))))
                .isEmpty();
    }
}

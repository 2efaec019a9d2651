package dev.kontor.functions.stripe;

import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secrets that Stripe signs its events with: one, or several while it is rotated. Stripe's scheme
/// `v1` is an HMAC with SHA-256 of the time of signing, a point, and the bytes of the body. Immutable
/// and thread-safe.
public final class StripeSecrets {

    private static final String VARIABLE = "STRIPE_WEBHOOK_SECRET";
    private static final String ALGORITHM = "HmacSHA256";

    /// Keys of Stripe's API, which are no secrets of a webhook, and have no business here.
    private static final Pattern API_KEY = Pattern.compile("(sk|rk|pk)_.*");

    private static final Pattern SECRET = Pattern.compile("[!-~&&[^,]]+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final List<SecretKeySpec> keys;

    private StripeSecrets(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /// Empty where the variable `STRIPE_WEBHOOK_SECRET` is not set.
    ///
    /// @throws IllegalStateException when it is malformed
    public static Optional<StripeSecrets> from(Environment environment) {
        return environment.optional(VARIABLE).map(StripeSecrets::of);
    }

    private static StripeSecrets of(String secrets) {
        var all = Arrays.stream(secrets.split(",", -1)).map(String::strip).toList();
        if (all.stream()
                .anyMatch(secret -> !SECRET.matcher(secret).matches()
                        || API_KEY.matcher(secret).matches())) {
            throw Environment.malformed(VARIABLE, "secrets of a webhook (whsec_…), separated by commas");
        }
        return new StripeSecrets(all.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList());
    }

    /// Whether Stripe has signed this body, and not long before it arrived.
    ///
    /// @param header `Stripe-Signature`: `t=1767225600,v1=5257a8…,v1=…`
    public boolean haveSigned(byte[] body, String header, Instant arrival) {
        var parts = header.split(",", -1);
        var times = values(parts, "t=");
        if (times.size() != 1 || !isNow(times.getFirst(), arrival)) {
            return false;
        }
        var given = values(parts, "v1=");
        var isSigned = false;
        for (var key : keys) {
            var expected = signature(key, times.getFirst(), body).getBytes(StandardCharsets.US_ASCII);
            for (var signature : given) {
                isSigned |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
            }
        }
        return isSigned;
    }

    /// In whole seconds, as Stripe's own libraries compare them.
    private static boolean isNow(String seconds, Instant arrival) {
        return SECONDS.matcher(seconds).matches()
                && Math.abs(arrival.getEpochSecond() - Long.parseLong(seconds)) <= Limits.STRIPE_TOLERANCE.toSeconds();
    }

    private static String signature(SecretKeySpec key, String time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }

    private static List<String> values(String[] parts, String prefix) {
        return Arrays.stream(parts)
                .map(String::strip)
                .filter(part -> part.startsWith(prefix))
                .map(part -> part.substring(prefix.length()))
                .toList();
    }
}

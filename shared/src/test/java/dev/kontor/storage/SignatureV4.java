package dev.kontor.storage;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks a presigned request as S3 does. It follows AWS's description of Signature Version 4, and
/// uses nothing of AWS's SDK.
final class SignatureV4 {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private SignatureV4() {}

    /// Whether a request that was sent like this carries the signature of this secret.
    ///
    /// @param sent headers as the server receives them, names in any case
    static boolean matches(String method, String url, Map<String, String> sent, String secret) {
        var uri = URI.create(url);
        var query = new TreeMap<String, String>();
        for (var pair : uri.getRawQuery().split("&", -1)) {
            var parts = pair.split("=", 2);
            query.put(decoded(parts[0]), decoded(parts[1]));
        }
        var signature = query.remove("X-Amz-Signature");
        var headers = new TreeMap<String, String>();
        headers.put("host", uri.getAuthority());
        sent.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.strip()));
        var signed = query.getOrDefault("X-Amz-SignedHeaders", "");
        headers.keySet().retainAll(List.of(signed.split(";", -1)));
        var canonical = String.join(
                "\n",
                method,
                uri.getRawPath(),
                query.entrySet().stream()
                        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&")),
                headers.entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue() + "\n")
                        .collect(Collectors.joining()),
                signed,
                "UNSIGNED-PAYLOAD");
        var credential = query.getOrDefault("X-Amz-Credential", "").split("/", 2);
        var toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                query.getOrDefault("X-Amz-Date", ""),
                credential[1],
                HexFormat.of().formatHex(sha256(canonical)));
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : credential[1].split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(signature);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append("%%%02X".formatted(octet));
            }
        }
        return encoded.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

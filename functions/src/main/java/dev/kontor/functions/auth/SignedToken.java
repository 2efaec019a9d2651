package dev.kontor.functions.auth;

import dev.kontor.shared.Limits;
import java.util.regex.Pattern;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/// Parses a token. It must be a signature in compact form (RFC 7515, section 7.1), in the one
/// canonical spelling.
final class SignedToken {

    /// Stricter than jose4j, which skips characters that are not base64url, takes five parts for an
    /// encrypted token, and accepts an unencoded payload (RFC 7797).
    private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private SignedToken() {}

    /// The token, its signature not yet checked.
    static JsonWebSignature parse(String text) throws BadToken {
        if (text.length() > Limits.TOKEN_CHARACTERS || !COMPACT.matcher(text).matches()) {
            throw new BadToken("not a signature in compact form");
        }
        var token = new JsonWebSignature();
        try {
            token.setCompactSerialization(text);
        } catch (JoseException e) {
            throw new BadToken("no header");
        }
        if (token.getObjectHeader(HeaderParameterNames.CRITICAL) != null) {
            throw new BadToken("an unknown extension");
        }
        // The last character has spare bits, which a decoder drops.
        if (!text.endsWith("." + token.getEncodedSignature())) {
            throw new BadToken("a signature that is not in its canonical spelling");
        }
        return token;
    }
}

package dev.kontor.functions.auth;

import dev.kontor.shared.Limits;
import java.util.regex.Pattern;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/// Reads a token's text as the one thing it may be: a signature in compact form (RFC 7515, section
/// 7.1), of which there is only one way to write it down.
final class SignedToken {

    /// jose4j skips what is no base64url, takes five parts for an encrypted token, and a payload in
    /// the clear (RFC 7797), which as an object would have braces.
    private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private SignedToken() {}

    /// The token, its signature not yet checked.
    static JsonWebSignature parse(String text) throws BadToken {
        if (text.length() > Limits.TOKEN_CHARACTERS || !COMPACT.matcher(text).matches()) {
            throw new BadToken("no signature in compact form");
        }
        var token = new JsonWebSignature();
        try {
            token.setCompactSerialization(text);
        } catch (JoseException e) {
            throw new BadToken("no header");
        }
        if (token.getObjectHeader(HeaderParameterNames.CRITICAL) != null) {
            throw new BadToken("an extension that nobody here knows");
        }
        // Its last character has bits to spare, which a decoder drops.
        if (!text.endsWith("." + token.getEncodedSignature())) {
            throw new BadToken("a signature that was written otherwise");
        }
        return token;
    }
}

package dev.kontor.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashTest {

    @Test
    void aHashIsOfItsPasswordAlone() {
        var hash = PasswordHash.of("correct horse");

        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horse ")).isFalse();
    }

    @Test
    void aHashSaysHowItWasMadeAndDiffersFromTheNextOfThatPassword() {
        var hash = PasswordHash.of("s3cret");

        assertThat(hash.text())
                .matches("\\$pbkdf2-sha256\\$i=600000\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                .isNotEqualTo(PasswordHash.of("s3cret").text());
    }

    /// The first 32 bytes of a test vector of PBKDF2-HMAC-SHA-256 (RFC 7914, section 11: password
    /// "passwd", salt "salt", one iteration).
    @Test
    void itIsPbkdf2() {
        var hash = new PasswordHash("$pbkdf2-sha256$i=1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw");
        assertThat(hash.matches("passwd")).isTrue();
        assertThat(hash.matches("password")).isFalse();
    }

    @Test
    void oneLetterWrittenInTwoWaysIsOnePassword() {
        assertThat(Passwords.hash("caf\u00e9").matches("cafe\u0301")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Łódź", "👩‍👩‍👧", "密码", " ", "$i=1$"})
    void aPasswordMayBeInAnyScript(String password) {
        assertThat(Passwords.hash(password).matches(password)).isTrue();
        assertThat(Passwords.hash(password).matches("?")).isFalse();
    }

    @Test
    void neitherPasswordNorHashIsInItsString() {
        var hash = Passwords.hash("s3cret");
        assertThat(hash + " " + new NewShare(null, null, hash, null, null))
                .doesNotContain("s3cret", hash.text().substring(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret", "$argon2id$v=19$m=1,t=1$c2FsdA$aGFzaA", "$pbkdf2-sha256$i=1$c2FsdA"})
    void whatIsNoHashOfOursIsAFault(String text) {
        assertThatThrownBy(() -> new PasswordHash(text).matches("s3cret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("s3cret");
    }
}

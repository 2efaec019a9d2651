package dev.kontor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.Limits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentDispositionTest {

    /// The syntax of RFC 6266, with the characters that both names may contain, and nothing after
    /// them.
    private static final Pattern HEADER =
            Pattern.compile("(?<type>inline|attachment); filename=\"(?<ascii>[ !#-$&-.0-\\[\\]-~]*)\";"
                    + " filename\\*=UTF-8''(?<full>(?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})*)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report.pdf",
                "Lübeck – Łódź 日本語.pdf",
                "👩‍👩‍👧 family.jpg",
                "a \"quoted\" \\ name.txt",
                "two\r\nSet-Cookie: x=1.txt",
                "a;b; filename=evil.html",
                "100% of %41.txt",
                "../../etc/passwd",
                "tab\tand\u0001control\u007f.txt",
                "it's (1)*.txt",
                ".profile",
                " "
            })
    void aNameOfWhateverCharactersComesBackWholeAndBreaksOutOfNothing(String name) {
        var header = HEADER.matcher(ContentDisposition.of(name, "application/zip"));

        assertThat(header.matches())
                .as("%s", ContentDisposition.of(name, "a/b"))
                .isTrue();
        assertThat(URLDecoder.decode(header.group("full").replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(name);
        assertThat(header.group("ascii")).hasSize(name.codePointCount(0, name.length()));
    }

    @Test
    void aPlainNameStaysReadable() {
        assertThat(ContentDisposition.of("Ärger (2).pdf", "application/pdf"))
                .isEqualTo("inline; filename=\"_rger (2).pdf\";" + " filename*=UTF-8''%C3%84rger%20%282%29.pdf");
    }

    @Test
    void theLongestNameFitsAFileSystemAndKeepsItsExtension() {
        for (var character : new String[] {"a", "ä", "日", "😀"}) {
            var name = character.repeat(Limits.NAME_CHARACTERS - 5) + ".jpeg";
            var header = HEADER.matcher(ContentDisposition.of(name, "image/jpeg"));
            assertThat(header.matches()).isTrue();
            var full = URLDecoder.decode(header.group("full"), StandardCharsets.UTF_8);

            assertThat(full).endsWith(character + ".jpeg");
            assertThat(full.getBytes(StandardCharsets.UTF_8).length)
                    .isBetween(Limits.FILE_SYSTEM_NAME_BYTES - 3, Limits.FILE_SYSTEM_NAME_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                "text/html; charset=utf-8",
                "application/xhtml+xml",
                "image/svg+xml",
                "image/SVG+xml;charset=utf-8",
                "text/xml",
                "application/xml",
                "audio/any+xml",
                "application/javascript",
                "text/javascript",
                "text/css",
                "application/x-shockwave-flash",
                "multipart/x-mixed-replace",
                "message/rfc822",
                "application/octet-stream",
                "application/zip",
                "image/unheard-of",
                "text/plain;a=\",text/html",
                "text/plain; a=1, text/html"
            })
    void whatABrowserWouldRunOrNobodyKnowsIsSaved(String mimeType) {
        assertThat(ContentDisposition.of("a", mimeType)).startsWith("attachment; ");
    }

    @ParameterizedTest
    @CsvSource({
        "image/png",
        "image/jpeg",
        "IMAGE/JPEG",
        "image/webp",
        "audio/mpeg",
        "video/mp4",
        "application/pdf",
        "text/plain",
        "text/plain; charset=utf-8",
        "text/plain ;charset=utf-8"
    })
    void whatABrowserOnlyShowsIsShown(String mimeType) {
        assertThat(ContentDisposition.of("a", mimeType)).startsWith("inline; ");
    }
}

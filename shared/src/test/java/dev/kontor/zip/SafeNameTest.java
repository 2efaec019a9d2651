package dev.kontor.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SafeNameTest {

    @Test
    void whatIsSafeStaysAsItIs() {
        for (var name : List.of(
                "a", "Übersicht 2026.pdf", ".profile", "報告.txt", "👨‍👩‍👧.jpg", "console.log", "a.b.c", "com10")) {
            assertThat(SafeName.of(name)).isEqualTo(name);
        }
    }

    @Test
    void nothingLeadsOutOfTheFolder() {
        assertThat(SafeName.of("..")).isEqualTo("_");
        assertThat(SafeName.of(".")).isEqualTo("_");
        assertThat(SafeName.of("../../etc/passwd")).isEqualTo(".._.._etc_passwd");
        assertThat(SafeName.of("C:\\Windows")).isEqualTo("C__Windows");
        assertThat(SafeName.of("/")).isEqualTo("_");
    }

    @Test
    void windowsTakesEveryName() {
        assertThat(SafeName.of("a.")).isEqualTo("a_");
        assertThat(SafeName.of("a . .")).isEqualTo("a_");
        assertThat(SafeName.of("what? <\"yes\">|*")).isEqualTo("what_ __yes____");
        for (var device : List.of("con", "NUL", "Aux.txt", "com1.tar.gz", "LPT9", "prn .x", "COM¹")) {
            assertThat(SafeName.of(device)).isEqualTo("_" + device);
        }
    }

    @Test
    void noCharacterChangesHowTheRestIsShown() {
        assertThat(SafeName.of("a\nb\u0000c\u007Fd\u0085e")).isEqualTo("a_b_c_d_e");
        assertThat(SafeName.of("gnp\u202Eexe.png")).isEqualTo("gnp_exe.png");
    }

    @Test
    void aLongNameIsCutAndKeepsItsExtension() {
        var cut = SafeName.of("ü".repeat(490) + ".jpeg");

        assertThat(cut).endsWith("ü.jpeg");
        assertThat(bytes(cut)).isBetween(SafeName.BYTES_MAX - 1, SafeName.BYTES_MAX);
        assertThat(bytes(SafeName.of("😀".repeat(500)))).isEqualTo(SafeName.BYTES_MAX);
        assertThat(bytes(SafeName.of("a." + "b".repeat(400)))).isEqualTo(SafeName.BYTES_MAX);
        assertThat(bytes(SafeName.distinct(cut, "x".repeat(50)))).isLessThanOrEqualTo(255);
    }

    @Test
    void aMarkComesBeforeTheExtension() {
        assertThat(SafeName.distinct("a.txt", "2")).isEqualTo("a (2).txt");
        assertThat(SafeName.distinct("a", "2")).isEqualTo("a (2)");
        assertThat(SafeName.distinct(".profile", "2")).isEqualTo(".profile (2)");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

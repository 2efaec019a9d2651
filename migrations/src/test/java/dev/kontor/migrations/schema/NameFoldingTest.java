package dev.kontor.migrations.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The two foldings, against names by script and against the JDK's Unicode.
final class NameFoldingTest {

    private static final TestDatabase DATABASE = TestPostgres.createMigratedDatabase();

    @AfterAll
    static void drop() {
        DATABASE.drop();
    }

    @ParameterizedTest
    @CsvSource({
        // composed and apart, as macOS writes it
        "é, e\u0301",
        "Å, A\u030A",
        "가, \u1100\u1161",
        "강, \u1100\u1161\u11BC",
        "ガ, カ\u3099",
        "パ, ハ\u309A",
        "й, и\u0306",
        "Ё, е\u0308",
        "أ, ا\u0654",
        "क़, क\u093C",
        "Ö, o\u0308",
        "Việt, Vie\u0323\u0302t",
        // case, letter by letter
        "ΤΙΜΟΛΟΓΙΟΣ.pdf, τιμολογιος.pdf",
        "ΤΙΜΟΛΟΓΙΟΣ.pdf, τιμολογιοσ.pdf",
        "ΚΩΣ, κως",
        "STRAẞE, straße",
        "ԵՐԵՎԱՆ, երեվան",
        "ПРИВЕТ, привет",
        "Ａ, ａ",
        "ǅ, ǆ",
        "𐐀, 𐐨",
        "\u2126, ω",
        "\u212A, k",
        "ſ, S",
        // blanks
        "Screenshot 3\u202FPM, screenshot 3 pm",
        "a\u00A0b, a b",
        "a\u3000b, a b",
        "a\u2003b, a b",
        // what is invisible
        "می\u200Cخواهم, میخواهم",
        "soft\u00ADhyphen, softhyphen",
        "\uFEFFa, a",
        "a\u200E, a",
        "☂\uFE0F, ☂",
        "e\u200B\u0301, é",
    })
    void isTheSameName(String one, String other) throws SQLException {
        assertThat(folded("fold_name", one, other)).containsExactly("t");
        assertThat(folded("fold_text", one, other)).containsExactly("t");
    }

    @ParameterizedTest
    @CsvSource({
        "résumé, resume",
        "Maße, Masse",
        "й, и",
        "ガ, カ",
        "ё, е",
        "ά, α",
        "مُحَمَّد, محمد",
        "שָׁלוֹם, שלום",
        "ﬁle, file",
        "①, 1",
        "Ａ, a",
        "İ, i",
        "ẛ, s",
        "ᾳ, αι",
        "ﬅ, st",
        "ΐ, ι",
        "Ŵ, w",
        "ế, e",
        "हिन्दी, हनद",
        "ไทยแลนด์, ไทยแลนด",
        "và, va",
        "Łódź, lodz",
        "smørrebrød, smorrebrod",
        "ﻣ, م",
        "ㄅ\u0307, ㄅ",
    })
    void isAnotherNameThatASearchFinds(String name, String searched) throws SQLException {
        assertThat(folded("fold_name", name, searched)).containsExactly("f");
        assertThat(folded("fold_text", name, searched)).containsExactly("t");
    }

    @ParameterizedTest
    @CsvSource({"o, 0", "가, 나", "α, a", "о, o", "日, 曰", "ة, ه", "a b, ab", "a  b, a b", "a-b, a_b"})
    void isAnotherNameAndAnotherText(String one, String other) throws SQLException {
        assertThat(folded("fold_name", one, other)).containsExactly("f");
        assertThat(folded("fold_text", one, other)).containsExactly("f");
    }

    @Test
    void everyMarkOfUnicodeIsNothingToASearch() throws SQLException {
        assertThat(DATABASE.query("""
            select to_hex(mark)
            from unnest('{%s}'::integer[]) as mark
            where fold_text('x' || chr(mark)) not in ('x', 'xι')
            """.formatted(codePoints(NameFoldingTest::isMark))))
                .isEmpty();
        assertThat(DATABASE.query("""
            select to_hex(letter)
            from unnest('{%s}'::integer[]) as letter
            where without_marks(chr(letter)) = ''
            """.formatted(codePoints(c -> Character.isDefined(c) && !isMark(c)))))
                .isEmpty();
    }

    /// İ and ı are letters of their own: CaseFolding.txt has them for Turkish only. PostgreSQL's ICU may be
    /// older than the last pairs of letters, which are at U+1C90, U+1C89 and U+A7C0.
    @Test
    void everyLetterIsTheSameNameInEachCase() throws SQLException {
        var letters = IntStream.range(0x80, 0x2000)
                .filter(c -> Character.isLetter(c) && c != 'İ' && c != 'ı')
                .filter(c -> Character.toUpperCase(c) < 0x1C89 || Character.toUpperCase(c) >= 0x1E00)
                .filter(c -> Character.toUpperCase(c) < 0xA7C0)
                .filter(c -> c < 0x1C89 || c >= 0x1E00)
                .toArray();
        assertThat(DATABASE.query("""
            select to_hex(letter)
            from unnest('{%s}'::integer[], '{%s}'::integer[], '{%s}'::integer[]) as each (letter, upper, lower)
            where fold_name(chr(letter)) <> fold_name(chr(upper)) or fold_name(chr(letter)) <> fold_name(chr(lower))
            """.formatted(
                                list(letters, c -> c),
                                list(letters, Character::toUpperCase),
                                list(letters, c -> Character.toLowerCase(c)))))
                .isEmpty();
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static String codePoints(IntPredicate which) {
        return IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .filter(which)
                .mapToObj(Integer::toString)
                .collect(joining(","));
    }

    private static String list(int[] letters, IntFunction<Integer> of) {
        return IntStream.of(letters).mapToObj(of).map(Object::toString).collect(joining(","));
    }

    private static List<String> folded(String function, String one, String other) throws SQLException {
        return DATABASE.query("select %1$s('%2$s') = %1$s('%3$s')".formatted(function, one, other));
    }
}

package dev.kontor.files;

import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.renameFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.testing.Store;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Many names in one store, each for a user of its own.
final class FileNamesTest {

    private static final Store STORE = Store.open();

    private final String user = UUID.randomUUID().toString();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Letter.TXT, lETTER.txt",
        "ÄRGER, ärger",
        "ПРИВЕТ, привет",
        "ΑΘΉΝΑ, αθήνα",
        "ԵՐԵՎԱՆ, երեվան",
        "ＡＢＣ, ａｂｃ",
        "𐐀𐐁, 𐐨𐐩",
        "Straẞe, straße",
        "ΤΙΜΟΛΟΓΙΟΣ.pdf, τιμολογιος.pdf",
        "가.txt, \u1100\u1161.txt",
        "ガ, カ\u3099",
        "й, и\u0306",
        "Screenshot 3\u202FPM, Screenshot 3 PM",
        "می\u200Cخواهم, میخواهم"
    })
    void aNameIsTakenHoweverItIsTyped(String name, String other) {
        var file = value(STORE.files().create(user, newFile(name, null))).file();

        assertThat(code(STORE.files().create(user, newFile(other, null)))).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(value(STORE.files().createRenaming(user, newFile(other, null)))
                        .file()
                        .name())
                .contains(" (2)");
        // Its own name in another case is not taken by itself.
        assertThat(value(STORE.files().update(user, file.id(), renameFile(other), IfMatch.ANY))
                        .name())
                .isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "report.pdf, report (2).pdf, report (3).pdf",
        ".profile, .profile (2), .profile (3)",
        "README, README (2), README (3)",
        "backup.tar.gz, backup.tar (2).gz, backup.tar (3).gz",
        "end., end (2)., end (3).",
        "a (2).txt, a (2) (2).txt, a (2) (3).txt",
        "100%_\\.txt, 100%_\\ (2).txt, 100%_\\ (3).txt"
    })
    void aTakenNameGetsTheFirstNumberThatIsFree(String name, String second, String third) {
        var made = new ArrayList<File>();
        for (var i = 0; i < 3; i++) {
            made.add(value(STORE.files().createRenaming(user, newFile(name, null)))
                    .file());
        }
        assertThat(made).extracting(File::name).containsExactly(name, second, third);

        value(STORE.files().delete(user, made.get(1).id(), IfMatch.ANY));
        assertThat(value(STORE.files().createRenaming(user, newFile(name, null)))
                        .file()
                        .name())
                .isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".txt"})
    void aNumberedNameIsCutToFiveHundredCharacters(String extension) {
        var name = "😀".repeat(Limits.NAME_CHARACTERS - extension.length()) + extension;

        assertThat(value(STORE.files().createRenaming(user, newFile(name, null)))
                        .file()
                        .name())
                .isEqualTo(name);
        var second = value(STORE.files().createRenaming(user, newFile(name, null)))
                .file()
                .name();

        assertThat(second)
                .isEqualTo("😀".repeat(Limits.NAME_CHARACTERS - extension.length() - " (2)".length())
                        + " (2)"
                        + extension);
        assertThat(second.codePointCount(0, second.length())).isEqualTo(Limits.NAME_CHARACTERS);
    }
}

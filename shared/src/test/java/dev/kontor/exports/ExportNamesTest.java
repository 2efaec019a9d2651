package dev.kontor.exports;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.renameFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.folders.Folder;
import dev.kontor.shared.IfMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that users typed, in an archive that everybody can unpack. `ExportedStore.archive` sees to it that
/// no two are the same without regard to case.
final class ExportNamesTest {

    @TempDir
    private Path directory;

    private ExportedStore exported;

    @BeforeEach
    void open() throws IOException {
        exported = new ExportedStore();
    }

    @AfterEach
    void close() {
        exported.close();
    }

    @Test
    void namesThatBecomeTheSameGetTheirIds() throws Exception {
        var files = new HashMap<String, File>();
        for (var name : List.of("a?.txt", "a*.txt", "a_.txt", "x", "CON", "con.", "é", "A_.TXT (2)")) {
            files.put(name, exported.file(name, null, 10, null));
        }
        exported.file("inside", exported.store.folder("X", null), 10, null);
        exported.file("one", exported.store.folder("b:", null), 10, null);
        exported.file("two", exported.store.folder("b?", null), 10, null);

        var archive = everyFileHasItsPath();

        assertThat(archive.keySet().stream().filter(name -> name.matches("files/a_( \\([0-9a-f-]{36}\\))?\\.txt")))
                .hasSize(3);
        assertThat(archive).containsKey("files/X/inside");
        assertThat(archive).containsKey("files/x (%s)".formatted(id(files, "x")));
        assertThat(archive.keySet()).allMatch(name -> name.matches("[^\\\\:*?\"<>|\\p{Cntrl}]+"));
        assertThat(archive.keySet()).noneMatch(name -> name.matches("(?i).*(^|/)(con|\\.\\.)(\\.[^/]*)?(/.*|$)"));
    }

    @Test
    void whatWasDeletedTwiceUnderOneNameIsThereTwice() throws Exception {
        for (var i = 0; i < 3; i++) {
            exported.trash(exported.file("a.txt", null, 10 + i, null));
        }
        for (var i = 0; i < 2; i++) {
            var folder = exported.store.folder("b", null);
            exported.file("c", folder, 20 + i, null);
            exported.trash(folder);
        }

        var archive = everyFileHasItsPath();

        assertThat(archive.keySet().stream().filter(name -> name.startsWith("trash/")))
                .hasSize(5)
                .contains("trash/a.txt", "trash/b/c");
    }

    @Test
    void aDeepFolderStandsUnderItsId() throws Exception {
        Folder folder = null;
        for (var i = 0; i < 5; i++) {
            folder = exported.store.folder("ü".repeat(50) + i, folder);
        }
        exported.file("deep", folder, 10, null);

        var archive = everyFileHasItsPath();

        assertThat(archive.keySet()).anyMatch(name -> name.matches("files/[0-9a-f-]{36}/ü{50}3/ü{50}4/deep"));
        assertThat(archive.keySet()).allMatch(name -> name.length() < 500);
    }

    @Test
    void nothingStandsInTheWayOfADeepFolder() throws Exception {
        exported.file("deep", null, 10, null);
        Folder folder = null;
        for (var i = 0; i < 5; i++) {
            folder = exported.store.folder("ü".repeat(50) + i, folder);
        }
        exported.file("inside", folder, 10, null);

        var archive = everyFileHasItsPath();

        var files = archive.keySet();
        assertThat(files).noneMatch(name -> files.stream().anyMatch(other -> other.startsWith(name + "/")));
    }

    /// A name may be free when a page is read, and taken when the next one is.
    @Test
    void whatIsRenamedMeanwhileTakesNoNameTwice() throws Exception {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < 9; i++) {
            ids.add(exported.file("f" + i, null, 10, null).id());
        }
        var id = exported.begin();
        for (var i = 0; exported.steps.write(id, ExportedStore.times(1)) == StepOutcome.MORE; i++) {
            rename(ids.get(i % 9), "free");
            rename(ids.get((i + 1) % 9), "f" + i % 9);
            rename(ids.get(i % 9), "f" + (i + 1) % 9);
            Collections.swap(ids, i % 9, (i + 1) % 9);
        }

        assertThat(exported.archive(id, directory).keySet().stream().filter(name -> name.startsWith("files/")))
                .hasSize(9);
    }

    /// Each file's content is under the path that the list of files names.
    private Map<String, byte[]> everyFileHasItsPath() throws Exception {
        var id = exported.begin();
        exported.write(id, 3);
        var archive = exported.archive(id, directory);
        var paths = exported.query(archive, "files", "r->>'id' || '\t' || (r->>'path')", "true");
        assertThat(paths).isNotEmpty();
        for (var line : paths) {
            var parts = line.split("\t", 2);
            var key = exported.store
                    .postgres()
                    .query("select storage_key from files where id = '%s'".formatted(parts[0]))
                    .getFirst();
            assertThat(archive.get(parts[1]))
                    .as(parts[1])
                    .isEqualTo(exported.bucket.objects().get(key));
        }
        return archive;
    }

    private void rename(UUID id, String name) {
        value(exported.store.files().update(USER, id, renameFile(name), IfMatch.ANY));
    }

    private static UUID id(Map<String, File> files, String name) {
        return Objects.requireNonNull(files.get(name)).id();
    }
}

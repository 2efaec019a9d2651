package dev.kontor.exports;

import static dev.kontor.exports.ExportedStore.times;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.moveFolder;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.storage.StorageUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports that are written in steps: whatever ends a step, the archive is whole in the end.
final class ExportStepsTest {

    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    private Path directory;

    private ExportedStore exported;

    @BeforeEach
    void fill() throws IOException {
        exported = new ExportedStore();
        var reports = exported.store.folder("Reports", null);
        var year = exported.store.folder("2026: all", reports);
        exported.file("a?.txt", year, 700, "files/Reports/2026_ all/a_.txt");
        exported.file("empty", reports, 0, "files/Reports/empty");
        var versions = exported.file("large.bin", null, 3_333, null);
        exported.expected.put(
                "versions/%s/1 large.bin".formatted(versions.id()),
                exported.bucket.objects().get(exported.store.storageKey(versions, 1)));
        exported.version(versions, 2, 2_100, "files/large.bin");
        exported.trash(exported.file("old.txt", reports, 20, "trash/old.txt"));
        var gone = exported.store.folder("Gone", null);
        exported.file("b", gone, 600, "trash/Gone/b");
        exported.trash(gone);
        exported.file("c", null, 599, "files/c");
        for (var i = 0; i < 5; i++) {
            exported.store.folder("folder " + i, year);
            exported.file("small " + i, null, 10, "files/small " + i);
        }
    }

    @AfterEach
    void close() {
        exported.close();
    }

    @Test
    void oneStepIsEnoughWhereThereIsTime() throws Exception {
        var id = exported.begin();

        assertThat(exported.write(id, ALL)).isZero();
        exported.assertWhole(id, directory);
        var progress = value(exported.exports.get(USER, id)).progress();
        assertThat(progress.files()).isEqualTo(exported.expected.size()).isEqualTo(progress.filesTotal());
        assertThat(rows("export_entries")).isEqualTo("0");
        assertThat(rows("export_parts")).isEqualTo("0");
    }

    @Test
    void thePlannerLearnsOfTheEntriesOfALargeExport() throws Exception {
        execute("""
            insert into folders (user_id, name) select '%s', 'many ' || i from generate_series(1, %d) i
            """.formatted(USER, Limits.EXPORT_ENTRIES_TO_ANALYZE));
        var id = exported.begin();

        assertThat(new ExportSteps(exported.store.database(), exported.objects).write(id, times(ALL)))
                .isEqualTo(StepOutcome.OVER);

        exported.assertWhole(id, directory);
        assertThat(rows("pg_stats where tablename = 'export_entries'")).isNotEqualTo("0");
    }

    @Test
    void anyTimeForAStepGivesTheSame() throws Exception {
        for (var pieces : List.of(1, 2, 7)) {
            var id = exported.begin();

            assertThat(exported.write(id, pieces)).isGreaterThan(30 / pieces);
            exported.assertWhole(id, directory);
        }
    }

    @Test
    void aStepThatS3FailsMayBeEndedAnywhere() throws Exception {
        var first = exported.begin();
        var before = exported.bucket.requests();
        exported.write(first, ALL);
        var requests = exported.bucket.requests() - before;
        assertThat(requests).isGreaterThan(20);
        var stride = Repetitions.of(6, 1);
        for (var n = 0; n < requests; n += stride) {
            for (var doesBeforeItFails : List.of(false, true)) {
                var id = exported.begin();
                exported.bucket.failAfter(n, doesBeforeItFails);
                assertThatThrownBy(() -> exported.write(id, 4)).isInstanceOf(StorageUnavailableException.class);
                exported.bucket.heal();

                exported.write(id, 4);
                exported.assertWhole(id, directory);
            }
        }
    }

    @Test
    void aStepThatIsKilledMayBeEndedAnywhere() throws Exception {
        var stride = Repetitions.of(7, 1);
        for (var n = 1; n < 60; n += stride) {
            var id = exported.begin();
            killAfter(id, n);
            killAfter(id, 5);

            exported.write(id, ALL);
            exported.assertWhole(id, directory);
        }
    }

    @Test
    void whileOneStepWritesNoOtherDoes() throws Exception {
        var id = exported.begin();
        var outcomes = new ArrayList<StepOutcome>();

        exported.steps.write(id, () -> {
            if (outcomes.isEmpty()) {
                outcomes.add(exported.steps.write(id, times(1)));
            }
            return true;
        });

        assertThat(outcomes).containsExactly(StepOutcome.HELD);
        exported.assertWhole(id, directory);
        assertThat(exported.steps.write(id, times(1))).isEqualTo(StepOutcome.OVER);
    }

    @Test
    void aStepThatWasTakenForDeadWritesNothingMore() throws Exception {
        for (var written : List.of(3, 25)) {
            var id = exported.begin();
            var pieces = times(written);

            exported.steps.write(id, () -> {
                if (!pieces.getAsBoolean()
                        && value(exported.exports.get(USER, id)).status() == ExportStatus.RUNNING) {
                    execute("update exports set lease_expires_at = now() where status = 'running'");
                    exported.write(id, ALL);
                }
                return true;
            });

            exported.store.objectDeletions().deleteObjects(exported.objects);
            exported.assertWhole(id, directory);
        }
    }

    @Test
    void aFolderThatIsMovedMeanwhileIsThereOnce() throws Exception {
        var moved = exported.store.folder("moved", null);
        var target = exported.store.folder("target", null);
        exported.file("inside", moved, 10, "files/moved/inside");
        var id = exported.begin();
        while (!rows("export_entries where name = 'files/target/'").equals("1")) {
            exported.steps.write(id, times(1));
        }
        value(exported.store.folders().update(USER, moved.id(), moveFolder(target.id()), IfMatch.ANY));

        exported.write(id, ALL);
        exported.assertWhole(id, directory);
    }

    /// A step was killed after it had found out that the rest of some content is gone.
    @Test
    void contentThatIsGoneInTheMiddleIsNeverTakenForWhole() throws Exception {
        var id = exported.begin();
        while (!isOpen("large.bin")) {
            exported.steps.write(id, times(1));
        }
        exported.bucket.objects().remove(key("large.bin"));
        execute("delete from file_versions where storage_key > '%s'".formatted(key("large.bin")));
        killAfter(id, 2);

        exported.write(id, ALL);
        assertThat(exported.archive(id, directory)).doesNotContainKey("files/large.bin");
    }

    @Test
    void whoReadsFromTheBeginningReadsAllThatIsLeft() throws Exception {
        var id = exported.begin();
        while (!isOpen("large.bin")) {
            exported.steps.write(id, times(1));
        }
        exported.bucket.objects().remove(key("large.bin"));
        exported.write(id, ALL);

        var content = new HashMap<String, byte[]>();
        var archive = exported.bucket
                .objects()
                .get(value(exported.exports.get(USER, id)).storageKey());
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                content.put(entry.getName(), zip.readAllBytes());
            }
        }
        exported.expected.remove("files/large.bin");
        exported.expected.forEach(
                (name, bytes) -> assertThat(content.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void contentThatIsGoneIsLeftOutAndNamed() throws Exception {
        var id = exported.begin();
        var before = exported.store.file("never arrived", null);
        exported.bucket.objects().keySet().removeIf(key -> key.equals(key("c")));
        var left = 40;
        while (left-- > 0 && !isOpen("large.bin")) {
            exported.steps.write(id, times(1));
        }
        exported.bucket.objects().remove(key("large.bin"));

        exported.write(id, ALL);
        exported.expected.remove("files/c");
        exported.expected.remove("files/large.bin");
        exported.assertWhole(id, directory);
        var archive = exported.archive(id, directory);
        assertThat(exported.query(archive, "files", "r->>'name'", "r->>'path' is null"))
                .containsExactly("c", "large.bin", before.name());
    }

    @Test
    void whatIsTooMuchForAnArchiveIsLeftOutAndNamed() throws Exception {
        var tight = new ExportSizes(1_500, 20, 600, 3, ExportedStore.SMALL.room(1) - 3_000);
        var id = exported.begin();

        assertThat(new ExportSteps(exported.store.database(), exported.objects, tight).write(id, times(ALL)))
                .isEqualTo(StepOutcome.OVER);

        var archive = exported.archive(id, directory);
        assertThat(exported.query(archive, "versions", "count(r->>'path') between 1 and 10", "true"))
                .containsExactly("t");
    }

    @Test
    void whatS3HasDroppedIsWrittenAnew() throws Exception {
        var id = exported.begin();
        exported.steps.write(id, times(30));
        exported.bucket.dropUploads();

        exported.write(id, ALL);
        exported.assertWhole(id, directory);

        var spoiled = exported.begin();
        exported.steps.write(spoiled, times(30));
        exported.bucket.spoilParts();
        exported.write(spoiled, ALL);
        exported.assertWhole(spoiled, directory);
    }

    @Test
    void anExportThatComesNoFurtherFails() throws Exception {
        var id = exported.begin();
        exported.steps.write(id, times(30));
        exported.bucket.failAfter(0, false);
        for (var i = 0; i < Limits.EXPORT_ATTEMPTS_MAX; i++) {
            assertThatThrownBy(() -> exported.write(id, ALL)).isInstanceOf(StorageUnavailableException.class);
        }
        exported.bucket.heal();

        assertThat(exported.steps.write(id, times(ALL))).isEqualTo(StepOutcome.OVER);
        assertThat(value(exported.exports.get(USER, id)).status()).isEqualTo(ExportStatus.FAILED);
        assertThat(exported.bucket.openUploads()).isZero();
        assertThat(value(exported.exports.begin(USER)).id()).isNotEqualTo(id);
    }

    @Test
    void anExportThatIsGivenUpMeanwhileStaysSo() throws Exception {
        var id = exported.begin();
        var pieces = times(30);

        assertThat(exported.steps.write(id, () -> {
                    if (!pieces.getAsBoolean()) {
                        execute("update exports set created_at = created_at - interval '8 days'");
                        value(exported.exports.wakeSilent());
                    }
                    return true;
                }))
                .isEqualTo(StepOutcome.OVER);

        assertThat(value(exported.exports.get(USER, id)).status()).isEqualTo(ExportStatus.FAILED);
        assertThat(exported.bucket.openUploads()).isZero();
    }

    @Test
    void anExportThatIsDeletedMeanwhileLeavesNothing() throws Exception {
        var id = exported.begin();
        var pieces = times(30);

        assertThat(exported.steps.write(id, () -> {
                    if (!pieces.getAsBoolean()) {
                        execute("delete from exports");
                    }
                    return true;
                }))
                .isEqualTo(StepOutcome.OVER);

        assertThat(exported.bucket.openUploads()).isZero();
        assertThat(rows("object_deletions")).isEqualTo("1");
    }

    @Test
    void anExportThatIsErasedWhileItsPartsArePutTogetherLeavesNothing() throws Exception {
        var id = exported.begin();
        exported.bucket.onCompletion(() -> {
            value(exported.store.users().erase(USER));
            execute("delete from object_deletions"); // its object was not there yet
        });

        assertThat(exported.steps.write(id, times(ALL))).isEqualTo(StepOutcome.OVER);

        assertThat(exported.store.postgres().query("select storage_key from object_deletions"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("exports/");
    }

    private void killAfter(UUID id, int pieces) {
        var left = times(pieces);
        assertThatThrownBy(() -> exported.steps.write(id, () -> {
                    if (!left.getAsBoolean()) {
                        throw new IllegalStateException("killed");
                    }
                    return true;
                }))
                .hasMessage("killed");
    }

    private boolean isOpen(String name) throws SQLException {
        return !exported.store.postgres().query("""
            select 1 from exports e join export_entries n on n.export_id = e.id and n.number = e.entry_count
            where e.entry_offset is not null and e.entry_size > 0 and n.name = 'files/%s'
            """.formatted(name)).isEmpty();
    }

    private String key(String name) {
        try {
            return exported.store
                    .postgres()
                    .query("select storage_key from files where name = '%s'".formatted(name))
                    .getFirst();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String rows(String table) throws SQLException {
        return exported.store.postgres().query("select count(*) from " + table).getFirst();
    }

    private void execute(String sql) {
        try {
            exported.store.postgres().execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

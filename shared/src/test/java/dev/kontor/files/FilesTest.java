package dev.kontor.files;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.moveFile;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.renameFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.kontor.files.File.FileTag;
import dev.kontor.folders.NewFolder;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.Change;
import dev.kontor.shared.Done;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.DatabaseUnavailableException;
import dev.kontor.shared.database.Refusal;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.versions.NewVersion;
import dev.kontor.versions.StorageKey;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The invariants hold after every test.
final class FilesTest {

    private static final String CHECKSUM = "0123456789abcdef".repeat(4);

    private static final FilePatch FAVORITE =
            new FilePatch(Change.none(), Change.none(), Change.none(), Change.to(true), Change.none());

    private final Store store = Store.open();
    private final Files files = store.files();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    /// The tags in the response have to be those of its `updatedAt`, and so of its ETag.
    @Test
    void aChangeThatWaitedForATagAnswersWithTheTag() throws Exception {
        var file = store.file("a.txt", null);
        var tag = store.tag("urgent");
        try (var other = store.postgres().connect();
                var changer = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("insert into file_tags (user_id, file_id, tag_id) values ('%s', '%s', '%s')"
                        .formatted(USER, file.id(), tag.id()));
                statement.execute("update files set updated_at = now() where id = '" + file.id() + "'");
            }
            var changed = changer.submit(() -> files.update(USER, file.id(), FAVORITE, IfMatch.ANY));
            awaitSomeoneWaiting();
            other.commit();

            assertThat(value(changed.get()).tags()).extracting(FileTag::name).containsExactly("urgent");
            assertThat(value(changed.get())).isEqualTo(value(files.get(USER, file.id())));
        }
    }

    private void awaitSomeoneWaiting() throws SQLException, InterruptedException {
        while (store.postgres()
                .query("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and"
                        + " datname = current_database()")
                .equals(List.of("0"))) {
            Thread.sleep(10);
        }
    }

    /// So that an insert finds its pages in memory (decision 0047). Within a millisecond the order is random.
    @Test
    void idsOfFilesAndVersionsAreInTheOrderOfTime() throws InterruptedException {
        var keys = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            var file = store.file("f" + i, null);
            Thread.sleep(2);
            value(store.versions().add(USER, file.id(), new NewVersion(1, null, null)));
            Thread.sleep(2);
            keys.addAll(List.of(store.storageKey(file, 1), store.storageKey(file, 2)));
        }

        assertThat(keys).isSorted().map(key -> StorageKey.of(key).orElseThrow()).allSatisfy(key -> {
            assertThat(key.fileId().version()).isEqualTo(7);
            assertThat(key.objectId().version()).isEqualTo(7);
            assertThat(key.objectId().variant()).isEqualTo(2);
            var made = Instant.ofEpochMilli(key.objectId().getMostSignificantBits() >>> 16);
            assertThat(made).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        });
    }

    @Test
    @DisplayName("S18: a file and its version 1 are made together")
    void aFileIsMadeWithItsVersionOne() throws SQLException {
        var folder = store.folder("folder", null);
        var file = value(files.create(
                        USER,
                        new NewFile("a.txt", "text/plain", 42, folder.id(), "a description", CHECKSUM, List.of())))
                .file();

        assertThat(file.name()).isEqualTo("a.txt");
        assertThat(file.size()).isEqualTo(42);
        assertThat(file.parentFolderId()).isEqualTo(folder.id());
        assertThat(file.description()).isEqualTo("a description");
        assertThat(file.isUploaded()).isFalse();
        assertThat(file.currentVersion()).isEqualTo(1);
        assertThat(file.tags()).isEmpty();
        assertThat(value(files.get(USER, file.id()))).isEqualTo(file);
        assertThat(store.postgres().query("""
            select v.version, v.size, v.mime_type, v.checksum, v.is_uploaded,
              v.storage_key = f.storage_key, v.user_id = f.user_id
            from file_versions v join files f on f.id = v.file_id
            """)).containsExactly("1 42 text/plain " + CHECKSUM + " f t t");
    }

    @Test
    void aConnectionKilledInTheMiddleOfACreateLeavesNothingBehind() throws Exception {
        store.postgres().execute("""
            create function sleep() returns trigger language plpgsql as $$
            begin
              perform pg_sleep(60);
              return new;
            end
            $$;
            create trigger sleep before insert on file_versions
              for each row execute function sleep();
            """);
        var killer = Thread.startVirtualThread(() -> {
            while (!killed(store, "wait_event = 'PgSleep'")) {
                Thread.onSpinWait();
            }
        });

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> files.create(USER, newFile("a.txt", null)));

        killer.join();
        assertThat(store.postgres().query("select count(*) from files")).containsExactly("0");
    }

    @Test
    @Tag("slow")
    void connectionsKilledAtAnyMomentLeaveNoFileWithoutItsVersionOne() throws SQLException {
        var isOver = new AtomicBoolean();
        var made = Race.of(5, number -> {
            if (number == 4) {
                for (var kills = 0; kills < 60; ) {
                    kills += killed(store, "state = 'active'") ? 1 : 0;
                }
                isOver.set(true);
                return 0;
            }
            var successes = 0;
            for (var i = 0; !isOver.get(); i++) {
                try {
                    value(files.create(USER, newFile(number + " " + i, null))).file();
                    successes++;
                } catch (DatabaseUnavailableException e) {
                    // as any caller may see it
                }
            }
            return successes;
        });

        var files = store.postgres().query("select count(*) from files").getFirst();
        assertThat(Integer.parseInt(files))
                .isGreaterThanOrEqualTo(
                        made.stream().mapToInt(Integer::intValue).sum());
        assertThat(store.postgres().query("select count(*) from file_versions")).containsExactly(files);
    }

    @Test
    void sizeTypeAndVersionAreThoseOfTheNewestContentThatArrived() throws SQLException {
        var file = store.file("a.txt", null);
        for (var size : List.of(7, 9)) {
            value(store.versions().add(USER, file.id(), new NewVersion(size, null, null)));
        }
        store.upload(file, 2, 7);

        var read = value(files.get(USER, file.id()));

        assertThat(read.isUploaded()).isTrue();
        assertThat(read.currentVersion()).isEqualTo(2);
        assertThat(read.size()).isEqualTo(7);
    }

    @Test
    @DisplayName("S18: a file comes with its tags, by name")
    void aFileIsMadeAndReadWithItsTags() {
        var b = store.tag("b");
        var a = store.tag("A");
        var c = store.tag("c");

        var made = value(files.create(USER, newFile("a.txt", null, c, a, b))).file();

        assertThat(made.tags()).extracting(FileTag::name).containsExactly("A", "b", "c");
        assertThat(value(files.get(USER, made.id()))).isEqualTo(made);
    }

    @Test
    void aFileWithATagThatIsNoneIsNotMade() throws SQLException {
        var tag = store.tag("a");
        var file = new NewFile("a.txt", "text/plain", 1, null, null, null, List.of(tag.id(), nobody()));

        assertThat(code(files.create(USER, file))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(store.postgres().query("select count(*) from files")).containsExactly("0");
    }

    @Test
    void aFileInAFolderThatIsNoneIsNotMade() {
        var deleted = store.folder("deleted", null);
        value(store.folders().delete(USER, deleted.id(), IfMatch.ANY));

        assertThat(code(files.create(USER, newFile("a.txt", deleted)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(files.createRenaming(USER, newFile("a.txt", deleted)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aNameIsTakenOnlyInItsFolderAndOnlyByFiles() {
        var folder = store.folder("a", null);
        store.file("a", null);
        store.file("a", folder);
        store.folder("a", folder);

        assertThat(code(files.create(USER, newFile("a", folder)))).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(value(files.create(Store.OTHER_USER, newFile("a", null)))
                        .file()
                        .name())
                .isEqualTo("a");
    }

    @Test
    @DisplayName("S8: trash frees a name")
    void trashFreesAName() throws SQLException {
        for (var i = 0; i < 3; i++) {
            var file = store.file("a.txt", null);
            value(files.delete(USER, file.id(), IfMatch.ANY));
        }

        assertThat(store.file("A.TXT", null).name()).isEqualTo("A.TXT");
        assertThat(store.postgres().query("select count(*) from files")).containsExactly("4");
    }

    @Test
    void theLongestNamesOfTheLongestUserIdFitIntoEveryIndex() {
        // Code points beyond the basic plane, no two alike: nothing to compress.
        var text = new StringBuilder();
        for (var i = 0; i < Limits.NAME_CHARACTERS; i++) {
            text.appendCodePoint(0x20000 + i * 61);
        }
        var name = text.toString();
        var user = name.substring(0, 2 * Limits.USER_ID_CHARACTERS);
        var folder = value(store.folders().create(user, new NewFolder(name, null, null)));

        assertThat(value(files.create(user, newFile(name, folder))).file().name())
                .isEqualTo(name);
    }

    @Test
    @DisplayName("S9: every update moves updated_at")
    void everyChangeIsKeptAndMovesUpdatedAt() {
        var folder = store.folder("folder", null);
        var before = value(files.create(USER, newFile("a.txt", null, store.tag("t"))))
                .file();
        var patch = new FilePatch(
                Change.to("b.txt"),
                Change.to("a description"),
                Change.to(folder.id()),
                Change.to(true),
                Change.to(true));

        var after = value(files.update(USER, before.id(), patch, IfMatch.ANY));

        assertThat(after)
                .isEqualTo(new File(
                        before.id(),
                        "b.txt",
                        before.mimeType(),
                        before.size(),
                        folder.id(),
                        "a description",
                        true,
                        true,
                        false,
                        1,
                        before.tags(),
                        before.createdAt(),
                        after.updatedAt()));
        assertThat(after.updatedAt()).isAfter(before.updatedAt());
        assertThat(value(files.get(USER, before.id()))).isEqualTo(after);
    }

    @Test
    void whatAPatchLeavesOutStaysAndWhatItSetsToNullIsEmptied() {
        var folder = store.folder("folder", null);
        var file = store.file("a.txt", folder);
        var describe = new FilePatch(Change.none(), Change.to("text"), Change.none(), Change.to(true), Change.none());
        var empty = new FilePatch(Change.none(), Change.to(null), Change.to(null), Change.none(), Change.none());

        var described = value(files.update(USER, file.id(), describe, IfMatch.ANY));
        assertThat(described.name()).isEqualTo("a.txt");
        assertThat(described.parentFolderId()).isEqualTo(folder.id());

        var emptied = value(files.update(USER, file.id(), empty, IfMatch.ANY));
        assertThat(emptied.description()).isNull();
        assertThat(emptied.parentFolderId()).isNull();
        assertThat(emptied.isFavorite()).isTrue();
    }

    @Test
    void aRenameOrMoveOntoATakenNameIsADuplicate() {
        var folder = store.folder("folder", null);
        store.file("a.txt", folder);
        store.file("b.txt", null);
        var file = store.file("A.txt", null);

        assertThat(code(files.update(USER, file.id(), renameFile("B.TXT"), IfMatch.ANY)))
                .isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(code(files.update(USER, file.id(), moveFile(folder.id()), IfMatch.ANY)))
                .isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(value(files.get(USER, file.id()))).isEqualTo(file);
    }

    @Test
    void aMoveIntoNothingIsNotFound() {
        var file = store.file("a.txt", null);

        assertThat(code(files.update(USER, file.id(), moveFile(nobody()), IfMatch.ANY)))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    @Tag("slow")
    @DisplayName("S10: of many updates of one state, one wins")
    void ofManyUpdatesOfOneETagOneWins() {
        for (var round = 0; round < 20; round++) {
            var file = store.file("file " + round, null);
            var ifMatch = new IfMatch(List.of(file.updatedAt()));

            var results = Race.of(
                    16,
                    number -> files.update(
                            USER, file.id(), renameFile("renamed by " + number + " of " + file.id()), ifMatch));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.PRECONDITION_FAILED);
        }
    }

    @Test
    @DisplayName("S10: what has changed since it was read is neither changed nor deleted")
    void aStaleETagChangesNothing() {
        var file = store.file("a.txt", null);
        var stale = new IfMatch(List.of(file.updatedAt()));
        var now = value(files.update(USER, file.id(), renameFile("b.txt"), stale));

        assertThat(code(files.update(USER, file.id(), renameFile("c.txt"), stale)))
                .isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(code(files.delete(USER, file.id(), stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(value(files.get(USER, file.id()))).isEqualTo(now);

        var either = new IfMatch(List.of(file.updatedAt(), now.updatedAt()));
        assertThat(files.delete(USER, file.id(), either)).isInstanceOf(Result.Ok.class);
    }

    @Test
    @DisplayName("S8: a deleted file is in the trash and nowhere else")
    void aDeletedFileIsGone() throws SQLException {
        var tag = store.tag("t");
        var file = store.file("a.txt", null);
        value(files.delete(USER, file.id(), IfMatch.ANY));

        assertThat(files.get(USER, file.id())).satisfies(FilesTest::isNotFound);
        assertThat(files.update(USER, file.id(), renameFile("b"), IfMatch.ANY)).satisfies(FilesTest::isNotFound);
        assertThat(files.delete(USER, file.id(), IfMatch.ANY)).satisfies(FilesTest::isNotFound);
        assertThat(files.tag(USER, file.id(), tag.id())).satisfies(FilesTest::isNotFound);
        assertThat(files.untag(USER, file.id(), tag.id())).satisfies(FilesTest::isNotFound);
        assertThat(store.postgres().query("select user_id, file_id, folder_id from trash_items"))
                .containsExactly(USER + " " + file.id() + " null");
        assertThat(store.postgres().query("select is_deleted, deleted_at <= now() from files"))
                .containsExactly("t t");
    }

    @Test
    @DisplayName("S6: file ↔ tags")
    void aTagPutOrTakenTwiceIsThereOnceOrNot() {
        var file = store.file("a.txt", null);
        var tag = store.tag("t");

        value(files.tag(USER, file.id(), tag.id()));
        var tagged = value(files.get(USER, file.id()));
        value(files.tag(USER, file.id(), tag.id()));

        assertThat(tagged.tags()).containsExactly(new FileTag(tag.id(), "t", null));
        assertThat(tagged.updatedAt()).as("a new link touches").isAfter(file.updatedAt());
        assertThat(value(files.get(USER, file.id()))).as("an old one does not").isEqualTo(tagged);

        value(files.untag(USER, file.id(), tag.id()));
        var untagged = value(files.get(USER, file.id()));
        value(files.untag(USER, file.id(), tag.id()));

        assertThat(untagged.tags()).isEmpty();
        assertThat(untagged.updatedAt()).isAfter(tagged.updatedAt());
        assertThat(value(files.get(USER, file.id()))).isEqualTo(untagged);
    }

    @Test
    void aFileHasSoManyTagsAtMost() {
        var file = store.file("a.txt", null);
        fillButOne(file);
        var last = store.tag("last");
        value(files.tag(USER, file.id(), last.id()));

        assertThat(files.tag(USER, file.id(), store.tag("one too many").id()))
                .isEqualTo(Refusal.TOO_MANY_TAGS.result());
        value(files.tag(USER, file.id(), last.id()));
        assertThat(value(files.get(USER, file.id())).tags()).hasSize(Limits.TAGS_PER_FILE);

        value(files.untag(USER, file.id(), last.id()));
        value(files.tag(USER, file.id(), last.id()));
    }

    @Test
    void ofTwoTaggingsThatRaceForTheLastPlaceOneWins() {
        for (var round = 0; round < Repetitions.of(20, 200); round++) {
            var file = store.file("file " + round, null);
            fillButOne(file);
            var one = store.tag("one " + round).id();
            var other = store.tag("other " + round).id();

            var results = Race.<Result<Done>>inRound(
                    round, () -> files.tag(USER, file.id(), one), () -> files.tag(USER, file.id(), other));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results).contains(Refusal.TOO_MANY_TAGS.result());
            assertThat(value(files.get(USER, file.id())).tags()).hasSize(Limits.TAGS_PER_FILE);
        }
    }

    private void fillButOne(File file) {
        for (var i = 1; i < Limits.TAGS_PER_FILE; i++) {
            value(files.tag(USER, file.id(), store.tag(file.name() + " " + i).id()));
        }
    }

    @Test
    void aTagThatIsNoneIsNotFound() {
        var file = store.file("a.txt", null);

        assertThat(files.tag(USER, file.id(), nobody())).satisfies(FilesTest::isNotFound);
        assertThat(files.untag(USER, file.id(), nobody())).satisfies(FilesTest::isNotFound);
    }

    @Test
    @Tag("slow")
    void tagsPutTakenAndDeletedAtOnceNeverFail() throws SQLException {
        for (var round = 0; round < 50; round++) {
            var file = store.file("file " + round, null);
            var tag = store.tag("tag " + round);

            var results = Race.<Result<?>>between(
                    () -> files.tag(USER, file.id(), tag.id()),
                    () -> files.tag(USER, file.id(), tag.id()),
                    () -> files.untag(USER, file.id(), tag.id()),
                    () -> store.tags().delete(USER, tag.id(), IfMatch.ANY));

            assertThat(results.getLast()).isInstanceOf(Result.Ok.class);
            assertThat(results).filteredOn(Result.Err.class::isInstance).allSatisfy(FilesTest::isNotFound);
        }
        assertThat(store.postgres().query("select count(*) from file_tags")).containsExactly("0");
    }

    private static void isNotFound(Result<?> result) {
        assertThat(code(result)).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    /// Ends the session whose statement is in this state, if there is one.
    private static boolean killed(Store store, String state) {
        try {
            return !store.postgres()
                    .query("select pg_terminate_backend(pid) from pg_stat_activity where usename ="
                            + " 'kontor_app' and datname = current_database() and "
                            + state
                            + " limit 1")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

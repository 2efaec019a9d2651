package dev.kontor.versions;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VersionsTest {

    private static final String CHECKSUM = "0123456789abcdef".repeat(4);

    private final Store store = Store.open();
    private final Versions versions = store.versions();
    private File file;

    @BeforeEach
    void makeAFile() {
        file = store.file("a.txt", null);
    }

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void aVersionIsTheNextOneAndTheFileStaysAsItIsUntilItsContentArrives() {
        store.upload(file, 1, 5);
        var before = current();

        var added = value(versions.add(USER, file.id(), new NewVersion(7, CHECKSUM, "better")));

        assertThat(added.version().version()).isEqualTo(2);
        assertThat(added.version().size()).isEqualTo(7);
        assertThat(added.version().checksum()).isEqualTo(CHECKSUM);
        assertThat(added.version().comment()).isEqualTo("better");
        assertThat(added.version().isUploaded()).isFalse();
        assertThat(added.upload().mimeType()).isEqualTo("text/plain");
        assertThat(StorageKey.of(added.upload().storageKey()).orElseThrow().fileId())
                .isEqualTo(file.id());
        assertThat(added.upload().storageKey()).isNotEqualTo(store.storageKey(file, 1));
        assertThat(current()).isEqualTo(before);

        store.upload(file, 2, 7);

        assertThat(current().currentVersion()).isEqualTo(2);
        assertThat(current().size()).isEqualTo(7);
        assertThat(current().updatedAt()).isAfter(before.updatedAt());
    }

    @Test
    void aRestoredVersionIsTheNewestAndSharesWhatIsStored() throws SQLException {
        store.upload(file, 1, 5);
        value(versions.add(USER, file.id(), new NewVersion(7, null, "second")));
        store.upload(file, 2, 7);
        var before = current();

        var restored = value(versions.restore(USER, file.id(), 1));

        assertThat(restored.version()).isEqualTo(3);
        assertThat(restored.size()).isEqualTo(5);
        assertThat(restored.isUploaded()).isTrue();
        assertThat(restored.comment()).isNull();
        assertThat(store.storageKey(file, 3)).isEqualTo(store.storageKey(file, 1));
        assertThat(current().currentVersion()).isEqualTo(3);
        assertThat(current().size()).isEqualTo(5);
        assertThat(current().updatedAt()).isAfter(before.updatedAt());
        assertThat(store.postgres().query("select version, size, is_uploaded from file_versions order" + " by version"))
                .containsExactly("1 5 t", "2 7 t", "3 5 t");
    }

    @Test
    void restoringTheCurrentVersionMakesANewCurrentOne() {
        store.upload(file, 1, 5);
        var before = current();

        assertThat(value(versions.restore(USER, file.id(), 1)).version()).isEqualTo(2);

        assertThat(current().currentVersion()).isEqualTo(2);
        assertThat(current().updatedAt()).isAfter(before.updatedAt());
    }

    @Test
    void aVersionWhoseContentNeverArrivedCannotBeRestored() {
        assertThat(code(versions.restore(USER, file.id(), 1))).isEqualTo(ErrorCode.CONFLICT);

        store.upload(file, 1, 5);
        value(versions.add(USER, file.id(), new NewVersion(7, null, null)));

        assertThat(code(versions.restore(USER, file.id(), 2))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(list().items()).hasSize(2);
    }

    @Test
    void anOldContentIsFoundUnderItsNumberAndTheCurrentOneWithout() {
        assertThat(code(content(null))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(code(content(1))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(code(content(2))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);

        store.upload(file, 1, 5);
        value(versions.add(USER, file.id(), new NewVersion(7, null, null)));

        var first = new Content(store.storageKey(file, 1), "a.txt", "text/plain", null);
        assertThat(value(content(null))).isEqualTo(first);
        assertThat(code(content(2))).isEqualTo(ErrorCode.CONFLICT);

        store.upload(file, 2, 7);

        assertThat(value(content(1))).isEqualTo(first);
        assertThat(value(content(null)).storageKey()).isEqualTo(store.storageKey(file, 2));
    }

    @Test
    void versionsAreListedNewestFirstInTheOrderOfTheirNumbers() {
        for (var i = 2; i <= 5; i++) {
            value(versions.add(USER, file.id(), new NewVersion(i, null, null)));
        }

        assertThat(list().items()).extracting(Version::version).containsExactly(5, 4, 3, 2, 1);
        assertThat(list().total()).isEqualTo(5);
        var first = value(versions.list(page(2, null)));
        assertThat(first.items()).extracting(Version::version).containsExactly(5, 4);
        var next = value(versions.list(page(2, first.nextCursor())));
        assertThat(next.items()).extracting(Version::version).containsExactly(3, 2);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        store.upload(file, 1, 5);
        var another = store.file("trashed", null);
        store.upload(another, 1, 5);
        value(store.files().delete(USER, another.id(), IfMatch.ANY));

        for (var id : new UUID[] {nobody(), another.id()}) {
            isNotFound(USER, id);
        }
        isNotFound(OTHER_USER, file.id());
        assertThat(code(versions.restore(USER, file.id(), 2))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void anObjectThatVersionsShareCountsOnce() {
        store.upload(file, 1, 5);
        value(versions.restore(USER, file.id(), 1));
        value(versions.add(USER, file.id(), new NewVersion(7, null, null)));
        store.upload(file, 3, 7);
        value(versions.restore(USER, file.id(), 1));
        value(versions.add(USER, file.id(), new NewVersion(1_000, null, null)));

        assertThat(value(store.users().me(USER, null, null)).bytesStored()).isEqualTo(12);
    }

    private void isNotFound(String userId, UUID id) {
        assertThat(code(versions.add(userId, id, new NewVersion(1, null, null))))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(versions.restore(userId, id, 1))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(versions.content(userId, id, null))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(versions.list(
                        new ListRequest<>(userId, new VersionFilter(id), SortKey.CREATED_AT, true, 1, 20, null))))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private Result<Content> content(@Nullable Integer version) {
        return versions.content(USER, file.id(), version);
    }

    private File current() {
        return value(store.files().get(USER, file.id()));
    }

    private Page<Version> list() {
        return value(versions.list(page(20, null)));
    }

    private ListRequest<VersionFilter> page(int limit, @Nullable String cursor) {
        return new ListRequest<>(USER, new VersionFilter(file.id()), SortKey.CREATED_AT, true, 1, limit, cursor);
    }
}

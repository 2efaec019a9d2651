package dev.kontor.tags;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The invariants hold after every test.
final class TagsTest {

    private final Store store = Store.open();
    private final Tags tags = store.tags();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void aNameIsTakenOncePerUserWithoutRegardToCase() {
        var tag = value(tags.create(USER, new NewTag("Ärger", "red")));

        assertThat(tag.color()).isEqualTo("red");
        assertThat(code(tags.create(USER, new NewTag("äRGER", null)))).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(value(tags.create(OTHER_USER, new NewTag("ärger", null))).name())
                .isEqualTo("ärger");
    }

    @Test
    void ofManyTagsOfOneNameMadeAtOnceOneIsMade() {
        for (var round = 0; round < 20; round++) {
            var name = "tag " + round;

            var results = Race.of(16, number -> tags.create(USER, new NewTag(name, null)));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.DUPLICATE_ENTRY);
        }
    }

    @Test
    @DisplayName("S9: every update moves updated_at")
    void everyChangeIsKeptAndMovesUpdatedAt() {
        var before = value(tags.create(USER, new NewTag("a", "red")));

        var renamed = value(tags.update(USER, before.id(), rename("b"), IfMatch.ANY));
        assertThat(renamed).isEqualTo(new Tag(before.id(), "b", "red", before.createdAt(), renamed.updatedAt()));
        assertThat(renamed.updatedAt()).isAfter(before.updatedAt());

        var uncoloured = new TagPatch(Change.none(), Change.to(null));
        assertThat(value(tags.update(USER, before.id(), uncoloured, IfMatch.ANY))
                        .color())
                .isNull();
    }

    @Test
    void aRenameOntoATakenNameIsADuplicate() {
        store.tag("taken");
        var tag = store.tag("free");

        assertThat(code(tags.update(USER, tag.id(), rename("TAKEN"), IfMatch.ANY)))
                .isEqualTo(ErrorCode.DUPLICATE_ENTRY);
    }

    @Test
    @DisplayName("S10: what has changed since it was read is neither changed nor deleted")
    void aStaleETagChangesNothing() {
        var tag = store.tag("a");
        var stale = new IfMatch(List.of(tag.updatedAt()));
        value(tags.update(USER, tag.id(), rename("b"), stale));

        assertThat(code(tags.update(USER, tag.id(), rename("c"), stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(code(tags.delete(USER, tag.id(), stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void aDeletedTagIsOnNoFileAnyMore() throws SQLException {
        var tag = store.tag("a");
        var other = store.tag("b");
        var file = value(store.files().create(USER, newFile("file", null, tag, other)))
                .file();

        value(tags.delete(USER, tag.id(), IfMatch.ANY));

        assertThat(value(store.files().get(USER, file.id())).tags())
                .singleElement()
                .satisfies(left -> assertThat(left.name()).isEqualTo("b"));
        assertThat(store.postgres().query("select count(*) from file_tags")).containsExactly("1");
        assertThat(code(tags.delete(USER, tag.id(), IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aTagThatIsNoneIsNotFound() {
        assertThat(code(tags.update(USER, nobody(), rename("b"), IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(tags.delete(USER, nobody(), IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private static TagPatch rename(String name) {
        return new TagPatch(Change.to(name), Change.none());
    }
}

package dev.kontor.functions.trash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.shared.Limits;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The trash over HTTP.
final class TrashApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void anItemIsTheFileOrFolderWithItsTypeAndWhenItWasDeleted() {
        var file = ada.file("a.txt");
        var folder = ada.folder("b");
        var expectedFile = ada.get("/v1/files/" + file).is(200).object();
        var expectedFolder = ada.get("/v1/folders/" + folder).is(200).object();
        ada.delete("/v1/files/" + file).is(204);
        ada.delete("/v1/folders/" + folder).is(204);

        var page = ada.get("/v1/trash").is(200);

        assertThat(page.object()).containsEntry("total", 2).containsEntry("nextCursor", null);
        assertThat(page.items("type")).containsExactly("folder", "file");
        assertThat(page.items("deletedAt"))
                .allMatch(time -> String.valueOf(time).matches("20\\d\\d-.*Z"));
        for (var item : page.items()) {
            var expected = "file".equals(item.get("type")) ? expectedFile : expectedFolder;
            var same = new HashMap<>(item);
            same.keySet().retainAll(expected.keySet());
            same.put("updatedAt", expected.get("updatedAt")); // the deletion moved it
            var without = new HashMap<>(expected);
            without.remove("path");
            assertThat(same).isEqualTo(without);
        }
    }

    @Test
    void theTrashIsPagedByCursorAndHasNoOtherOrder() {
        for (var name : List.of("a", "b", "c")) {
            ada.delete("/v1/files/" + ada.file(name)).is(204);
        }

        var first = ada.get("/v1/trash?limit=2").is(200);
        assertThat(first.items("name")).containsExactly("c", "b");
        var next =
                ada.get("/v1/trash?limit=2&cursor=" + first.text("nextCursor")).is(200);
        assertThat(next.items("name")).containsExactly("a");
        assertThat(ada.get("/v1/trash?limit=2&page=2").is(200).items("name")).containsExactly("a");
        ada.get("/v1/trash?sort=name").names("sort");
        ada.get("/v1/trash?order=asc").names("order");
        ada.get("/v1/files?cursor=" + first.text("nextCursor")).names("cursor");
    }

    @Test
    void whereEvenTheNumberedNamesAreTakenARestoreIsRefused() throws SQLException {
        var folder = ada.folder("a");
        ada.delete("/v1/folders/" + folder).is(204);
        ada.folder("a");
        API.database()
                .execute(
                        "insert into folders (user_id, name) select '%s', format('a (%%s)', n) from generate_series(2, %d) n"
                                .formatted(ada.id(), Limits.RENAME_NUMBER_MAX));

        ada.post("/v1/trash/" + folder + "/restore").isProblem(409, "DUPLICATE_ENTRY");
    }

    @Test
    void aRestoreIsAnsweredWithTheResourceAndItsETag() {
        var folder = ada.folder("folder");
        var file = ada.file("a.txt", folder);
        ada.delete("/v1/folders/" + folder).is(204);

        var restored = ada.post("/v1/trash/" + folder + "/restore", "").is(200);

        var found = ada.get("/v1/folders/" + folder).is(200);
        assertThat(restored.etag()).isEqualTo(found.etag());
        var expected = new HashMap<>(found.object());
        expected.remove("path");
        assertThat(restored.object()).isEqualTo(expected);

        ada.delete("/v1/files/" + file).is(204);
        var again = API.send(ada.call("POST", "/v1/trash/" + file + "/restore")).is(200);
        assertThat(again.object())
                .isEqualTo(ada.get("/v1/files/" + file).is(200).object());
        assertThat(again.etag()).isEqualTo(ada.get("/v1/files/" + file).etag());
    }

    @Test
    void aNameThatIsTakenMeanwhileIsNumbered() {
        var file = ada.file("report.pdf");
        ada.delete("/v1/files/" + file).is(204);
        ada.file("Report.PDF");

        var restored = ada.post("/v1/trash/" + file + "/restore", "").is(200);
        assertThat(restored.object()).containsEntry("name", "report (2).pdf");
    }

    @Test
    @DisplayName("prevents: a trashed folder's children stay visible")
    void whatLiesInATrashedFolderIsNowhereToBeSeen() {
        var folder = ada.folder("folder");
        var below = ada.folder("below", folder);
        var file = ada.file("file", below);
        ada.delete("/v1/folders/" + folder).is(204);

        for (var id : new String[] {folder, below}) {
            ada.get("/v1/folders/" + id).isProblem(404, "RESOURCE_NOT_FOUND");
            ada.get("/v1/folders/" + id + "/children").isProblem(404, "RESOURCE_NOT_FOUND");
        }
        ada.get("/v1/files/" + file).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(ada.get("/v1/files").items()).isEmpty();
        assertThat(ada.get("/v1/folders").items()).isEmpty();
        assertThat(ada.get("/v1/folders/root/children").items()).isEmpty();
        ada.get("/v1/files?parentFolderId=" + below).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(ada.get("/v1/me").object()).containsEntry("fileCount", 0);
        assertThat(ada.get("/v1/trash").items("id")).containsExactly(folder);
    }

    @Test
    void whatIsDeletedForGoodIsGone() {
        var file = ada.file("a");
        ada.delete("/v1/files/" + file).is(204);
        var stale = API.send(ada.call("DELETE", "/v1/trash/" + file).header("if-match", "\"a\""));
        stale.isProblem(412, "PRECONDITION_FAILED");

        ada.delete("/v1/trash/" + file).is(204);

        ada.delete("/v1/trash/" + file).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.post("/v1/trash/" + file + "/restore", "").isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(ada.get("/v1/trash").items()).isEmpty();
    }

    @Test
    void anEmptiedTrashIsEmptyAndOnlyOnes() {
        var eve = API.newUser();
        for (var user : new Api.User[] {ada, eve}) {
            user.delete("/v1/files/" + user.file("a")).is(204);
            user.delete("/v1/folders/" + user.folder("a")).is(204);
        }

        ada.delete("/v1/trash").is(204);

        assertThat(ada.get("/v1/trash").items()).isEmpty();
        assertThat(eve.get("/v1/trash").items()).hasSize(2);
        ada.delete("/v1/trash").is(204);
    }

    @Test
    void whatIsNotInTheTrashOrAnothersIsNotFound() {
        var eve = API.newUser();
        var file = eve.file("a");
        eve.delete("/v1/files/" + file).is(204);
        for (var id : new String[] {NOTHING, file, ada.file("alive")}) {
            ada.post("/v1/trash/" + id + "/restore", "").isProblem(404, "RESOURCE_NOT_FOUND");
            ada.delete("/v1/trash/" + id).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        assertThat(eve.get("/v1/trash").items("id")).containsExactly(file);
    }
}

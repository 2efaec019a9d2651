package dev.kontor.client;

import dev.kontor.client.api.FilesApi.APIListFilesRequest;
import dev.kontor.client.api.FoldersApi.APICreateFolderRequest;
import dev.kontor.client.model.FilePage;
import dev.kontor.client.model.NewFile;
import dev.kontor.client.model.NewFolder;
import dev.kontor.client.model.Problem;
import dev.kontor.client.model.StoredFile;
import java.nio.file.Path;

/// The example of the README, as it stands there.
final class ReadmeExample {

    private ReadmeExample() {}

    static StoredFile run(String url, String token, Path content) throws Exception {
        var kontor = KontorClient.of(url, () -> token);

        // Upload a file, and see how far it is.
        var file = kontor.uploads()
                .upload(
                        new NewFile().name("Budget.pdf").mimeType("application/pdf"),
                        content,
                        sent -> System.out.println(sent + " bytes sent"));

        // Go through all files, page by page.
        var files = APIListFilesRequest.newBuilder().sort("name").limit(100);
        Paging.stream(
                        cursor -> kontor.files().listFiles(files.cursor(cursor).build()),
                        FilePage::getItems,
                        FilePage::getNextCursor)
                .forEach(each -> System.out.println(each.getName()));

        // See what was refused, and why.
        var folder = APICreateFolderRequest.newBuilder().newFolder(new NewFolder().name("."));
        try {
            kontor.folders().createFolder(folder.build());
        } catch (KontorProblem e) {
            System.out.println(e.is(Problem.CodeEnum.VALIDATION_FAILED) + " " + e.status());
        }
        return file;
    }
}

package dev.kontor.local.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitTest {
    private static final Path FOLDER = Path.of("project", "migrations");

    @TempDir
    Path directory;

    private GitRepository repository;

    /// The working copy is a folder of the repository.
    @BeforeEach
    void makeRepository() throws Exception {
        repository = GitRepository.in(directory);
        write("V001__first.sql");
        repository.commitAll();
    }

    @Test
    void theFilesOfTheUsualBranchesAreOthers() throws Exception {
        repository.git("branch", "master");
        write("V002__a \"name\".sql");
        repository.commitAll();
        repository.git("switch", "--quiet", "--create=own", "master");
        write("V003__own.sql");
        repository.commitAll();

        assertThat(files(null))
                .containsExactlyInAnyOrder("migrations/V001__first.sql", "migrations/V002__a \"name\".sql");
        assertThat(files("master")).containsExactly("migrations/V001__first.sql");
        assertThat(files("own")).hasSize(2);
    }

    @Test
    void theCurrentBranchIsNoOther() throws Exception {
        repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
        write("V002__own.sql");
        repository.commitAll();
        assertThat(files(null)).containsExactly("migrations/V001__first.sql");
    }

    @Test
    void aBranchThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> files(null))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("origin/main", "--base");
        assertThatThrownBy(() -> files("elsewhere"))
                .isInstanceOf(Failure.class)
                .hasMessage("git cannot read the branch elsewhere: fatal: Not a valid object name elsewhere");
    }

    @Test
    void gitsOwnReasonIsSaid() throws Exception {
        repository.git("update-ref", "refs/heads/master", "HEAD");
        Files.writeString(directory.resolve(".git/HEAD"), "nothing that git knows");
        assertThatThrownBy(() -> files(null))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(
                        "--rebase asks git for the branch that was merged: fatal: not a git repository");
        assertThatThrownBy(() -> files("master"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("git cannot read the branch master: fatal: not a git repository");
    }

    @Test
    void anOptionIsNoBranch() {
        assertThatThrownBy(() -> files("--output=gone"))
                .isInstanceOf(Failure.class)
                .hasMessage("--output=gone is no name of a branch");
    }

    private Set<String> files(@Nullable String branch) throws IOException, InterruptedException {
        return new Git(directory.resolve("project")).filesOf(branch, Path.of("migrations"));
    }

    private void write(String name) throws IOException {
        var file = directory.resolve(FOLDER).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }
}

package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs `generate --rebase` after a merge that brought a migration of the same number.
@Timeout(300)
@Tag("slow")
final class RebaseCommandTest {
    private static final String THEIRS = "alter table tags add column shelf text;\n";
    private static final String OWN = "alter table tags add column emoji text;\n";

    @TempDir
    Path root;

    @Test
    void ownMigrationsMoveBehindTheMergedOnes() throws Exception {
        var copy = WorkingCopy.in(root);
        Files.writeString(root.resolve(".gitignore"), "template.yaml\nstderr*\n.kontor\n");
        var repository = GitRepository.in(root);
        repository.commitAll();
        repository.git("switch", "--quiet", "--create=own");
        Files.writeString(copy.file("migrations/V901__add_emoji.sql"), "-- V901: emoji.\n" + OWN);
        copy.append("schema/tags.sql", OWN);
        repository.commitAll();
        repository.git("switch", "--quiet", "main");
        Files.writeString(copy.file("migrations/V901__add_shelf.sql"), THEIRS);
        repository.commitAll();
        repository.git("switch", "--quiet", "own");
        repository.git("merge", "--quiet", "--no-edit", "main");
        copy.append("schema/tags.sql", THEIRS);

        var rebase = KontorProcess.run(root, "generate", "--rebase");
        assertThat(rebase.errors()).isEmpty();
        assertThat(rebase.output()).contains("migrations/V901__add_emoji.sql -> V902__add_emoji.sql\n", "--fresh");
        assertThat(copy.file("migrations/V901__add_emoji.sql")).doesNotExist();
        assertThat(copy.file("migrations/V901__add_shelf.sql")).hasContent(THEIRS);
        assertThat(copy.file("migrations/V902__add_emoji.sql")).hasContent("-- V902: emoji.\n" + OWN);
        assertThat(Files.readString(copy.file("migrations/catalog.txt"))).endsWith("""
            V901__add_shelf.sql
            + column tags.shelf: text
            V902__add_emoji.sql
            + column tags.emoji: text
            """);
    }
}

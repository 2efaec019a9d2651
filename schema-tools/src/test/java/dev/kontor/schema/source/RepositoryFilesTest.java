package dev.kontor.schema.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads a working copy whose files are not as they should be.
final class RepositoryFilesTest {

    @TempDir
    private Path root;

    private Path migrations;

    @BeforeEach
    void makeFolders() throws IOException {
        migrations = Files.createDirectories(root.resolve("migrations"));
        Files.writeString(migrations.resolve("V001__one.sql"), "select 1;");
    }

    @Test
    void aFileThatIsNotInUtf8IsNamed() throws Exception {
        Files.write(migrations.resolve("V002__two.sql"), new byte[] {'-', '-', (byte) 0xE4});
        assertThatThrownBy(() -> Repository.read(root, root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("migrations/V002__two.sql is not in UTF-8");
    }

    @Test
    void aFolderIsNoMigration() throws Exception {
        Files.createDirectories(migrations.resolve("V002__two.sql"));
        assertThat(Repository.read(root, root).migrations())
                .extracting(SourceFile::fileName)
                .containsExactly("V001__one.sql");
    }
}

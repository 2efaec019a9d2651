package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A class name means one thing in the whole project.
final class NamesTest {

    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^[^/*\"]*\\b(?:class|record|enum|interface) ([A-Z]\\w+)");

    /// Nested classes count too.
    @Test
    void noTwoClassesOfMainCodeHaveTheSameName() throws IOException {
        assertThat(sources("/src/main/java/").flatMap(NamesTest::declared)).doesNotHaveDuplicates();
    }

    @Test
    void noTwoSourceFilesHaveTheSameName() throws IOException {
        assertThat(sources("/src/")
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.equals("package-info.java")))
                .doesNotHaveDuplicates();
    }

    private static Stream<Path> sources(String folder) throws IOException {
        return TestSources.files()
                .filter(file -> file.toString().contains(folder))
                .filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<String> declared(Path file) {
        try {
            return DECLARATION.matcher(Files.readString(file)).results().map(declaration -> declaration.group(1));
        } catch (IOException e) {
            throw new IllegalStateException(file + " can't be read", e);
        }
    }
}

package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A line that begins far to the right is part of a nested expression that wants a name.
final class LayoutTest {

    private static final Pattern BEGINS_AT_COLUMN_40 = Pattern.compile("(?m)^ {40,}\\S.*$");

    @Test
    void noLineOfJavaBeginsAtColumn40() throws IOException {
        var sources = TestSources.files()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();

        assertThat(sources).isNotEmpty();
        assertThat(sources.stream().flatMap(file -> indented(file).stream())).isEmpty();
    }

    private static List<String> indented(Path file) {
        try {
            return BEGINS_AT_COLUMN_40
                    .matcher(Files.readString(file))
                    .results()
                    .map(line -> file.getFileName() + ": " + line.group().strip())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(file + " can't be read", e);
        }
    }
}

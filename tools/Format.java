import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Checks all Java sources, or formats them, by palantir-java-format.
///
/// `mvn verify` calls this with `check`, which names each unformatted file and fails.
/// `mvn -N verify -Dformat=write` formats them.
final class Format {

    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        var write = arguments[0].equals("write");
        var unformatted = 0;
        for (var file : sources()) {
            var source = Files.readString(file);
            var formatted = formatted(file, source);
            if (formatted.equals(source)) {
                continue;
            }
            if (write) {
                Files.writeString(file, formatted);
            } else {
                System.err.println("not formatted: " + file);
                unformatted++;
            }
        }
        if (unformatted > 0) {
            System.err.println("mend it with: mvn -N verify -Dformat=write");
            System.exit(1);
        }
    }

    /// The text that formatting again does not change: a long string broken once can move again.
    private static String formatted(Path file, String source) {
        try {
            var formatted = FORMATTER.formatSourceAndFixImports(source);
            return formatted.equals(source) ? source : formatted(file, formatted);
        } catch (FormatterException e) {
            throw new IllegalArgumentException(file + " cannot be parsed: " + e.getMessage(), e);
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}

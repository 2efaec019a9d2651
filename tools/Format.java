import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Checks or mends the style of all Java sources: that of palantir-java-format.
///
/// `mvn verify` calls this with `check`, which names each file that is out of style and fails.
/// `mvn -N verify -Dformat=write` mends them.
final class Format {

    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    /// Fingerprints of the sources that this version of the formatter found in style: most are
    /// unchanged the next time.
    private static final Path KNOWN = Path.of(
            Formatter.class.getProtectionDomain().getCodeSource().getLocation().getPath() + ".known");

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        var write = arguments[0].equals("write");
        var known = Files.exists(KNOWN) ? Set.copyOf(Files.readAllLines(KNOWN)) : Set.<String>of();
        var sources = sources();
        var unformatted = sources.parallelStream()
                .filter(source -> !known.contains(source.fingerprint()))
                .map(source -> new Source(source.file(), formatted(source)))
                .filter(formatted -> !sources.contains(formatted))
                .toList();
        for (var formatted : unformatted) {
            if (write) {
                Files.writeString(formatted.file(), formatted.text());
            } else {
                System.err.println("not formatted: " + formatted.file());
            }
        }
        if (!write && !unformatted.isEmpty()) {
            System.err.println("mend it with: mvn -N verify -Dformat=write");
            System.exit(1);
        }
        Files.write(KNOWN, sources().stream().map(Source::fingerprint).sorted().toList());
    }

    private record Source(Path file, String text) {

        static Source read(Path file) {
            try {
                return new Source(file, Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String fingerprint() {
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    /// The text that formatting again does not change: a long string broken once can move again.
    private static String formatted(Source source) {
        try {
            var formatted = source.text();
            for (var before = ""; !before.equals(formatted); ) {
                before = formatted;
                formatted = FORMATTER.formatSourceAndFixImports(before);
            }
            return formatted;
        } catch (FormatterException e) {
            throw new IllegalStateException(source.file() + " can't be formatted", e);
        }
    }

    private static Set<Source> sources() throws IOException {
        try (var files = Files.walk(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(Source::read)
                    .collect(Collectors.toSet());
        }
    }
}

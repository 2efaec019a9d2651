import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import java.nio.file.Files;
import java.nio.file.Path;

/// The one style of all Java sources. `mvn verify` calls this with `check`, which names what is out
/// of style and fails; `mvn -N verify -Dformat=write` mends it.
void main(String[] arguments) throws Exception {
    var write = arguments[0].equals("write");
    var formatter =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(Style.AOSP)
                            .reorderModifiers(true)
                            .build());
    var unformatted = 0;
    for (var file : sources()) {
        var source = Files.readString(file);
        var formatted = stable(formatter, source);
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

/// What formatting again would not change: breaking a long string once more can move it.
String stable(Formatter formatter, String source) throws FormatterException {
    var formatted = formatter.formatSourceAndFixImports(source);
    return formatted.equals(source) ? source : stable(formatter, formatted);
}

List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("."))) {
        return files.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.toString().contains("/target/"))
                .toList();
    }
}

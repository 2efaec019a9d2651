package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.BenchmarkServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// PostgreSQL's own benchmark program. The embedded PostgreSQL comes without it; distributions have it
/// in the package of the server or its contrib package.
final class Pgbench {

    private static final Pattern TPS = Pattern.compile("tps = ([\\d.]+)");

    private Pgbench() {}

    static boolean isThere() {
        try {
            return new ProcessBuilder("pgbench", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs a script in the role of the functions, with prepared statements.
    ///
    /// @return transactions a second
    static double perSecond(BenchmarkServer server, String database, String script, int clients, Duration time)
            throws IOException, InterruptedException {
        var file = Files.createTempFile(Path.of("target"), "spend", ".sql");
        Files.writeString(file, script);
        var process = new ProcessBuilder(
                        "pgbench",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--host=127.0.0.1",
                        "--port=" + server.port(),
                        "--username=kontor_app",
                        "--client=" + clients,
                        "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
                        "--time=" + time.toSeconds(),
                        "--file=" + file,
                        database)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Files.delete(file);
        var tps = TPS.matcher(output);
        if (process.waitFor() != 0 || !tps.find()) {
            throw new IllegalStateException("pgbench failed:\n" + output);
        }
        return Double.parseDouble(tps.group(1));
    }
}

package dev.kontor.benchmarks.machine;

import dev.kontor.benchmarks.database.BenchmarkServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/// The machine, the day and the versions, for the beginning of the document.
public final class Machine {

    private Machine() {}

    public static String introduction(String postgres, List<String> jvmOptions) throws IOException {
        var settings = BenchmarkServer.SETTINGS.entrySet().stream()
                .map(setting -> "`%s = %s`".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(", "));
        return """
            # Benchmarks

            `benchmarks/run` measured this and wrote this page. It takes about three quarters of an hour, needs Node 20 or \
            later beside what the build needs, and runs on Linux. `--only warm,cold` runs some sections, and `--large` \
            takes ten million files where they fit.

            The last run was on %s: %s, %s processors, %s of memory, JDK %s, Node %s, PostgreSQL %s.

            ## How to read it

            - Kontor runs from its archives, with the options that Lambda starts a JVM with%s. \
            [The peer](decisions/0032-benchmark-peer.md) does the same operations in Node with Drizzle and \
            postgres-js. Both run under AWS's runtime interface clients, which Lambda itself uses, behind the same emulated Runtime API, on the same PostgreSQL, and take turns, so \
            that noise hits both.
            - Of times, a ratio java/node below 1 means that Kontor is ahead; of requests a second, one above 1. Ratios carry over to other machines better than \
            times do.
            - The two give the same answers: each operation is compared before it is measured.
            - All traffic is on one machine. Over a network, round trips weigh more, and the ratios come closer to 1 \
            where both need as many.
            - PostgreSQL has %s. Its disk is left out on purpose.\
            """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        Runtime.version().feature(),
                        node(),
                        postgres,
                        jvmOptions.isEmpty() ? "" : ", and " + String.join(" ", jvmOptions),
                        settings);
    }

    private static String processor() throws IOException {
        return firstLine("/proc/cpuinfo", "model name").replaceFirst(".*: ", "");
    }

    private static String memory() throws IOException {
        var kibibytes = Long.parseLong(firstLine("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
        return Math.round(kibibytes / 1e6) + " GB";
    }

    /// The day and the load average of the last minute: a load above 1 or 2 beside the benchmark
    /// itself makes times longer, and ratios less certain.
    public static String moment() throws IOException {
        var load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        return "Measured on %s; the load was %s at the end.".formatted(LocalDate.now(ZoneOffset.UTC), load);
    }

    private static String node() throws IOException {
        var process = new ProcessBuilder("node", "--version").start();
        try (var output = process.inputReader()) {
            return output.readLine().substring(1);
        }
    }

    private static String firstLine(String file, String beginning) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(beginning)).findFirst().orElse("unknown 0");
        }
    }
}

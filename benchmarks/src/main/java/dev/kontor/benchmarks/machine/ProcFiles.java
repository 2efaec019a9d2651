package dev.kontor.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// What Linux tells of a process under `/proc`. Processor time comes in ticks of 10 ms.
public final class ProcFiles {

    private static final long MILLIS_PER_TICK = 10;
    private static final String PEAK = "VmHWM:";

    /// Fields of `/proc/PID/stat` behind the name of the program: user and system time, and those of
    /// the children that have ended.
    private static final int USER_TIME = 11;

    private ProcFiles() {}

    public static Duration processorTime(Process process) {
        return ticks(process.pid(), 2);
    }

    /// The processor time of a process and of all its children, also of those that have ended.
    public static Duration processorTimeOfTree(long pid) {
        var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children);
        return children.map(child -> ticks(child.pid(), 2)).reduce(ticks(pid, 4), Duration::plus);
    }

    /// The most memory that a process has held, in bytes; 0 when it has ended.
    public static long peakBytes(Process process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param fields how many to add up, from the user time on
    private static Duration ticks(long pid, int fields) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = Stream.of(values)
                    .skip(USER_TIME)
                    .limit(fields)
                    .mapToLong(Long::parseLong)
                    .sum();
            return Duration.ofMillis(ticks * MILLIS_PER_TICK);
        } catch (IOException e) {
            return Duration.ZERO; // it ended in the meantime, and counts as a child that has
        }
    }
}

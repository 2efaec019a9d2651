package dev.kontor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The last step of the build: writes the JDK and the class path that `benchmarks/run` starts with.
final class BenchmarkLaunch {

    private BenchmarkLaunch() {}

    public static void main(String[] arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.write(Path.of(arguments[0]), List.of(java, System.getProperty("java.class.path")));
    }
}

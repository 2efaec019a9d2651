package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A repository that a test makes in a directory.
public record GitRepository(Path root) {

    /// With an empty branch `main`.
    public static GitRepository in(Path root) throws IOException, InterruptedException {
        var repository = new GitRepository(root);
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    public void commitAll() throws IOException, InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--message=x");
    }

    public void git(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                "git",
                "-C",
                root.toString(),
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@example.com",
                "-c",
                "commit.gpgsign=false"));
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}

package dev.kontor.local.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the command `git` tells of a working copy.
///
/// @param root the directory that files are named from
public record Git(Path root) {
    /// The branches that others' work usually comes from. The repository may have several of them,
    /// of which one may be older than the others.
    private static final List<String> USUAL = List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

    /// The files that branches other than the current one have below a folder.
    ///
    /// @param branch null for the usual branches
    /// @return their names from the root
    /// @throws Failure there is no such branch, or no git, or git gives another reason
    public Set<String> filesOf(@Nullable String branch, Path folder) throws IOException, InterruptedException {
        var names = new HashSet<String>();
        for (var each : branch == null ? usual() : List.of(branch)) {
            if (each.startsWith("-")) {
                throw new Failure("%s is no name of a branch".formatted(each)); // git takes it for an option
            }
            var files = ask("ls-tree", "-r", "-z", "--name-only", each, "--", folder.toString());
            if (files.exitCode() != 0) {
                throw new Failure("git cannot read the branch %s: %s".formatted(each, files.reason()));
            }
            names.addAll(List.of(files.output().split("\0")));
        }
        return names;
    }

    private List<String> usual() throws IOException, InterruptedException {
        var current = ifThere("symbolic-ref", "--quiet", "--short", "HEAD")
                .map(String::strip)
                .orElse("");
        var found = new ArrayList<String>();
        for (var each : USUAL) {
            if (!each.equals(current)
                    && ifThere("rev-parse", "--verify", "--quiet", each + "^{commit}")
                            .isPresent()) {
                found.add(each);
            }
        }
        if (found.isEmpty()) {
            throw new Failure("the branch that was merged is none of %s; name it with --base"
                    .formatted(String.join(", ", USUAL)));
        }
        return found;
    }

    /// The output of a quiet question, which fails without a word where there is nothing of that name.
    private Optional<String> ifThere(String... arguments) throws IOException, InterruptedException {
        var answer = ask(arguments);
        if (answer.exitCode() == 0) {
            return Optional.of(answer.output());
        }
        if (answer.reason().isEmpty()) {
            return Optional.empty();
        }
        throw new Failure("--rebase asks git for the branch that was merged: " + answer.reason());
    }

    private record GitAnswer(int exitCode, String output, String reason) {}

    private GitAnswer ask(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("git", "-C", root.toString()));
        line.addAll(List.of(arguments));
        var reasons = Files.createTempFile("kontor-git-", "");
        try {
            var process = start(line, reasons);
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            var exitCode = process.waitFor();
            var reason = Files.readString(reasons).lines().findFirst().orElse("");
            return new GitAnswer(exitCode, output, reason);
        } finally {
            Files.deleteIfExists(reasons);
        }
    }

    private static Process start(List<String> line, Path reasons) {
        try {
            return new ProcessBuilder(line).redirectError(reasons.toFile()).start();
        } catch (IOException e) {
            throw new Failure("--rebase needs git, which is not installed", e);
        }
    }
}

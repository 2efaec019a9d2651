package dev.kontor.local.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
    /// @throws Failure there is no such branch, or no git
    public Set<String> filesOf(@Nullable String branch, Path folder) throws IOException, InterruptedException {
        var names = new HashSet<String>();
        for (var each : branch == null ? usual() : List.of(branch)) {
            var files = ask("ls-tree", "-r", "-z", "--name-only", each, "--", folder.toString())
                    .orElseThrow(() -> new Failure("git knows no branch %s".formatted(each)));
            names.addAll(List.of(files.split("\0")));
        }
        return names;
    }

    private List<String> usual() throws IOException, InterruptedException {
        var current =
                ask("symbolic-ref", "--quiet", "--short", "HEAD").orElse("").strip();
        var found = new ArrayList<String>();
        for (var each : USUAL) {
            if (!each.equals(current)
                    && ask("rev-parse", "--verify", "--quiet", each + "^{commit}")
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

    /// What it prints; empty where it fails.
    private Optional<String> ask(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("git", "-C", root.toString()));
        line.addAll(List.of(arguments));
        var process = start(line);
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    }

    private static Process start(List<String> line) {
        try {
            return new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new Failure("--rebase needs git, which is not installed", e);
        }
    }
}

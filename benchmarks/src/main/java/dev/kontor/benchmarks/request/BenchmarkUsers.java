package dev.kontor.benchmarks.request;

import dev.kontor.benchmarks.database.RowLoader;
import java.util.List;
import java.util.stream.IntStream;

/// The users of the database that the peer is measured on. Their files are numbered in turn, so that
/// each user's lie all over the table.
public final class BenchmarkUsers {

    private static final int COUNT = 50;

    public static final List<String> ALL =
            IntStream.range(0, COUNT).mapToObj(i -> "user" + i).toList();

    private BenchmarkUsers() {}

    public static String ownerOf(int file) {
        return ALL.get(file % COUNT);
    }

    /// A user for one operation alone, who has the same files however many others have created.
    public static String of(MeasuredOperation operation) {
        return ALL.get(List.of(MeasuredOperation.values()).indexOf(operation));
    }

    /// The number of a file of a user that is not in the trash.
    static int liveFileOf(String user) {
        return liveFilesOf(user).findFirst().orElseThrow();
    }

    /// The numbers of a user's files that are not in the trash, the first one first; they don't end.
    public static IntStream liveFilesOf(String user) {
        return IntStream.iterate(ALL.indexOf(user), number -> number + COUNT)
                .filter(number -> RowLoader.isLive(user, number));
    }
}

package dev.kontor.benchmarks.request;

import java.util.List;
import java.util.stream.IntStream;

/// The users of the database that the peer is measured on. Their files are numbered in turn, so that
/// each user's lie all over the table.
public final class Users {

    private static final int COUNT = 50;

    public static final List<String> ALL =
            IntStream.range(0, COUNT).mapToObj(i -> "user" + i).toList();

    private Users() {}

    public static String ownerOf(int file) {
        return ALL.get(file % COUNT);
    }

    /// A user for one operation alone, who has the same files however many others have created.
    public static String of(MeasuredOperation operation) {
        return ALL.get(operation.ordinal());
    }

    static int firstFileOf(String user) {
        return ALL.indexOf(user);
    }
}

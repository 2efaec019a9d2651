package dev.kontor.tree;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.util.function.Supplier;

/// The lock on the shape of one user's tree: an advisory lock that ends with its transaction, so
/// that it pins no connection of RDS Proxy.
///
/// A statement that puts one thing into a folder, or names it, shares the lock
/// ([TreeSql#SHARED_LOCK]) and then reads the folder with `for share`, which looks at the row as it
/// is once the lock is held. Work that moves or deletes a folder holds the lock alone: it takes it
/// by the first statement of a transaction, so that the next one sees everything that was put into
/// the tree before.
public final class TreeLock {

    private static final RowMapper<Boolean> LOCKED = row -> row.getBoolean(1);

    private TreeLock() {}

    /// Does the work in a transaction that holds the lock alone, until it ends.
    public static <T> Result<T> holding(Database database, String userId, Supplier<Result<T>> work) {
        return database.transact(() -> {
            var lock = database.query(TreeSql.LOCK);
            return after(lock, userId, work);
        });
    }

    /// Does the work as [#holding] does, and gives each of its statements
    /// [Limits#SUBTREE_STATEMENT_TIMEOUT], or what the request has left of it.
    public static <T> Result<T> holdingForSubtree(Database database, String userId, Supplier<Result<T>> work) {
        return database.transact(() -> {
            var time = database.allowStatementTime(Limits.SUBTREE_STATEMENT_TIMEOUT);
            var lock = database.query(TreeSql.LOCK_FOR_SUBTREE).bind("seconds", (int) time.toSeconds());
            return after(lock, userId, work);
        });
    }

    private static <T> Result<T> after(BoundQuery lock, String userId, Supplier<Result<T>> work) {
        return lock.bind("user_id", userId).one(LOCKED).flatMap(locked -> work.get());
    }
}

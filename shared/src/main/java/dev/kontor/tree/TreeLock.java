package dev.kontor.tree;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.SlowStatements;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/// The lock on the shape of one user's tree: an advisory lock that ends with its transaction, so
/// that it pins no connection of RDS Proxy.
///
/// What puts one thing into a folder, or names it, shares the lock within its own statement
/// (`pg_advisory_xact_lock_shared`) and then reads the folder with `for share`, which looks at the
/// row as it is once the lock is had. What moves or deletes a folder takes the lock alone, as the
/// first statement of a transaction, so that the next one sees all that was put into the tree
/// before.
public final class TreeLock {

    /// The first of the lock's two numbers; the second is made from the user id. Locks of two
    /// numbers never meet those of one, such as the migration function's.
    private static final int TREE = 1;

    private TreeLock() {}

    /// Binds `tree_lock`, for a statement that shares the lock.
    public static void bind(SqlStatement<?> statement) {
        statement.bind("tree_lock", TREE);
    }

    /// Takes the lock alone, until the transaction ends.
    public static void take(Handle transaction, String userId) {
        take(transaction.createQuery(TreeSql.LOCK.sql()), userId);
    }

    /// The same, and gives the statements that follow in the transaction [Limits#SUBTREE_STATEMENT_TIMEOUT], or what
    /// the request has left of it.
    public static void takeForSubtree(Handle transaction, String userId) {
        var time = SlowStatements.allow(transaction, Limits.SUBTREE_STATEMENT_TIMEOUT);
        take(transaction.createQuery(TreeSql.LOCK_FOR_SUBTREE.sql()).bind("seconds", (int) time.toSeconds()), userId);
    }

    private static void take(Query statement, String userId) {
        bind(statement.bind("user_id", userId));
        statement.mapTo(Boolean.class).one();
    }
}

package dev.kontor.schema.hazard;

import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.source.SourceFile;
import java.util.Locale;

/// The harm that a statement of a migration can do to a running service. In the texts, `%1$s` is the
/// table and `%2$s` the column, constraint, index or other object.
public enum Hazard {
    TABLE_REWRITTEN(
            "Every row of %1$s is written anew, under a lock that stops all reads and writes of it"
                    + " until that is done.",
            """
            alter table %1$s add column … ; -- nullable, or with a constant default: at once
            -- then fill it in batches, let the code use it, and drop the old one from contract/
            """),
    TABLE_SCANNED("Every row of %1$s is read while this transaction holds a lock that others wait for.", """
        alter table %1$s …; -- one migration: what takes the lock, and reads no rows
        alter table %1$s validate constraint …; -- the next one: what reads them
        """),
    SEVERAL_LOCKS(
            "%1$s is locked while this transaction already holds the lock of %2$s: who uses the two"
                    + " in the other order deadlocks with it, and both stand still for the sum of the"
                    + " times.",
            """
            alter table %2$s …; -- one migration
            alter table %1$s …; -- the next one: each lock is then held for an instant
            """),
    TABLE_LOCKED(
            "%1$s is locked by hand, and every request that needs it waits until this transaction" + " ends.", """
                alter table %1$s …; -- by itself takes the weakest lock that will do
                """),
    COLUMN_DROPPED(
            "%1$s.%2$s is gone at once, and the release that is still running fails on every"
                    + " statement that names it.",
            """
            -- release N: no code uses the column any more; release N + 1, in contract/:
            alter table %1$s drop column %2$s;
            """),
    TABLE_DROPPED(
            "%1$s is gone at once, and the release that is still running fails on every statement" + " that names it.",
            """
            -- release N: no code uses it any more; release N + 1, in contract/:
            drop table %1$s;
            """),
    OBJECT_DROPPED("%2$s is gone at once, and the release that is still running fails where it uses it.", """
        -- release N: nothing uses it any more; release N + 1, in contract/:
        drop %2$s;
        """),
    COLUMN_RENAMED(
            "The old name of %1$s.%2$s is gone at once: the release that is still running fails on"
                    + " it, and so would the new one before the rename.",
            """
            alter table %1$s add column … ; -- the new name; the code writes both
            -- fill it in batches, read the new one, then drop %2$s from contract/
            """),
    TABLE_RENAMED("The old name %1$s is gone at once: the release that is still running fails on it.", """
        create view … with (security_invoker) as select * from %1$s; -- the new name, for new code
        -- rename in a later release, when nothing says the old name any more
        """),
    OBJECT_RENAMED("The old name %2$s is gone at once: the release that is still running fails where it" + " uses it."),
    TYPE_NARROWED("%1$s.%2$s changes to a type that does not hold all that the old one did: a value that"
            + " does not fit stops the deploy, and the release that is still running may write"
            + " one."),
    NOT_NULL_WITHOUT_DEFAULT(
            "%1$s.%2$s is required and nothing fills it: the statement fails as soon as there is a"
                    + " row, and so does every insert of the release that is still running.",
            """
            alter table %1$s add column %2$s … not null default … ; -- a constant: no row is touched
            -- or nullable at first, filled in batches, and required by a checked constraint later
            """),
    NOT_NULL_SCANS(
            "Every row of %1$s is read for a null in %2$s, under a lock that stops all reads and" + " writes of it."),
    DEFAULT_DROPPED(
            "%1$s.%2$s is required and loses its default: inserts of the release that is still"
                    + " running, which leave it out, fail.",
            """
            -- release N: all code gives a value itself; release N + 1, in contract/:
            alter table %1$s alter %2$s drop default;
            """),
    FOREIGN_KEY_VALIDATED_AT_ONCE(
            "Every row of %1$s is looked up for the foreign key %2$s, under locks that stop writes"
                    + " of both tables."),
    CHECK_VALIDATED_AT_ONCE("Every row of %1$s is read for the constraint %2$s, under a lock that stops all reads"
            + " and writes of it."),
    VALIDATED_UNDER_LOCK(
            "%2$s is validated in the transaction that still holds the lock of %1$s from another"
                    + " statement, so it stops writes after all.",
            """
            -- in a migration of its own, the next one:
            alter table %1$s validate constraint %2$s;
            """),
    CONSTRAINT_BUILDS_INDEX("The index of %2$s is built under a lock that stops all reads and writes of %1$s."),
    INDEX_NOT_CONCURRENTLY("%2$s is built under a lock that stops all writes of %1$s until it is done."),
    INDEX_DROP_NOT_CONCURRENTLY(
            "Dropping %2$s waits for all that uses %1$s, and everything that comes meanwhile waits" + " behind it."),
    INDEX_REPLACED("%2$s is dropped before the one that comes instead is built: until then, queries of"
            + " %1$s do without it, and if it was unique, nothing keeps duplicates out."),
    INDEX_REBUILT(
            "%2$s is built anew under a lock that stops the writes of %1$s, and reads that would" + " use it.", """
                reindex index concurrently %2$s; -- alone in its migration
                """),
    DETACHED_NOT_CONCURRENTLY(
            "Detaching waits for all that uses %1$s, and everything that comes meanwhile waits" + " behind it.", """
                -- check: allow not-repeatable because who finds it broken off ends it by "finalize"
                alter table %1$s detach partition … concurrently; -- alone in its migration
                """),
    VIEW_REFRESHED("%1$s cannot be read until it has been filled anew.", """
        drop index concurrently if exists …;
        create unique index concurrently … on %1$s (…); -- alone in its migration
        refresh materialized view concurrently %1$s; -- in the next one: it needs that index
        """),
    NOT_REPEATABLE("It runs outside of a transaction. A run that is broken off there cannot simply be"
            + " repeated, and a person has to see to the rest."),
    MIXED_TRANSACTIONS(
            "What must run outside of a transaction stands in one file with what needs one: Flyway"
                    + " refuses it, or half of it stays when the rest fails.",
            """
            create index concurrently …; -- one migration: what is concurrent
            alter table …; -- another: the rest
            """),
    TRANSACTION_CONTROLLED(
            "The migration begins or ends a transaction itself: what comes after is no longer"
                    + " undone when something fails, and the history may not tell.",
            """
            alter table …; -- as it stands, without begin or commit: a migration is one transaction
            """),
    ENUM_VALUE_USED(
            "An enum's new value cannot be used by the transaction that adds it, so the deploy" + " fails.", """
                alter type … add value '…'; -- alone in its migration; the next one may use it
                """),
    WRITE_UNBOUNDED(
            "One statement writes as many rows of %1$s as there are: it keeps their locks, and the"
                    + " old rows, until the end, and requests that change one of them wait.",
            """
            do $$ begin loop -- alone in its migration: it commits each batch
              update %1$s set … where id in (select id from %1$s where … limit 1000);
              exit when not found; commit; end loop; end $$;
            """),
    TRUNCATED(
            "%1$s is emptied under a lock that stops all reads and writes, and nothing brings the" + " rows back.",
            """
            -- is it meant? then from contract/, in batches:
            delete from %1$s where id in (select id from %1$s where … limit 1000);
            """),
    VACUUM_FULL("%1$s is written anew under a lock that stops all reads and writes of it.", """
        vacuum %1$s; -- or pg_repack, by hand, where its size has to shrink
        """),
    CLUSTERED("%1$s is written anew, in order, under a lock that stops all reads and writes of it.", """
        drop index concurrently if exists …;
        create index concurrently … on %1$s (…) include (…); -- alone in its migration; serves the same reads
        -- or pg_repack, by hand
        """),
    PRIVILEGE_REVOKED("The release that is still running may need the privilege on %1$s that is taken away"
            + " (%2$s), and fails without it."),
    ROWS_HIDDEN(
            "From here on, %2$s sees and writes only those rows of %1$s that a policy admits: to the"
                    + " release that is still running, the others are gone.",
            """
            create policy all_rows on %1$s using (true) with check (true); -- before row security is switched on
            alter table %1$s enable row level security;
            -- release N: all code sets what the policies to come ask for; release N + 1, in contract/:
            drop policy all_rows on %1$s;
            """),
    WRITE_MISSES_ROWS(
            "Row security is forced on %1$s, so its owner, who runs migrations, changes only the rows"
                    + " that a policy admits, and the statement succeeds without the others.",
            """
            alter table %1$s no force row level security; -- one migration; it concerns the owner alone
            update %1$s set … where id in (select id from %1$s where … limit 1000); -- the next one
            alter table %1$s force row level security; -- the one after
            """),
    TIMEOUT_DISABLED(
            "%2$s is off or longer than 10 s from here on: a statement waits for a table as long as it"
                    + " takes, and every request that needs the table waits behind it.",
            """
            -- leave it out, since a run sets its own; or, where a shorter one is meant:
            set local %2$s = '2s';
            """),
    DOES_NOT_APPLY("It fails on a database that has all earlier migrations: %2$s.", """
        -- mend it; nothing after it could be checked
        """);

    private final String effect;
    private final String remedy;

    /// For a hazard whose remedy depends on more than names; see [Remedies].
    Hazard(String effect) {
        this(effect, "");
    }

    Hazard(String effect, String remedy) {
        this.effect = effect;
        this.remedy = remedy;
    }

    /// The rule's name in findings and exemptions.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether contract migrations are meant to do this.
    boolean isAContract() {
        return switch (this) {
            case COLUMN_DROPPED, TABLE_DROPPED, OBJECT_DROPPED, DEFAULT_DROPPED, PRIVILEGE_REVOKED, ROWS_HIDDEN -> true;
            default -> false;
        };
    }

    public Finding at(SourceFile file, int line, String table, String object) {
        return at(file, line, table, object, remedy.formatted(table, object));
    }

    /// @param safeWay what to do instead of the hazard's usual remedy
    public Finding at(SourceFile file, int line, String table, String object, String safeWay) {
        return new Finding(file.name(), line, id(), effect.formatted(table, object), safeWay.strip());
    }
}

package dev.kontor.exports;

import static dev.kontor.testing.Store.USER;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// An export has every column of every table with rows of users, or there is a reason here.
final class ExportedColumnsTest {

    private static final Store STORE = Store.open();

    private static final Map<String, String> LEFT_OUT_TABLES = Map.of(
            "idempotency_keys", "repeats for a day what the user was answered",
            "storage_totals", "sums of what is exported",
            "allocations", "stand with their transactions and holds",
            "export_entries", "the making of an export",
            "export_parts", "the making of an export",
            "erasures", "nobody has one for long");

    private static final Map<String, String> WITHOUT_USERS = Map.of(
            "packages", "what is for sale",
            "object_deletions", "names of ours, of content that is gone",
            "payments", "stand with their purchases");

    private static final Map<String, String> LEFT_OUT_COLUMNS = Map.ofEntries(
            Map.entry("user_id", "the same in all rows; profile.json has it"),
            Map.entry("files.storage_key", "a name of ours; `path` is the user's"),
            Map.entry("files.storage_path", "a name of ours"),
            Map.entry("file_versions.storage_key", "a name of ours; `path` is the user's"),
            Map.entry("file_versions.part_size", "of an upload that goes on"),
            Map.entry("file_versions.multipart_upload_id", "of an upload that goes on"),
            Map.entry("file_versions.upload_expires_at", "of an upload that goes on"),
            Map.entry("file_versions.is_given_up", "of an upload that goes on"),
            Map.entry("shares.password_hash", "secret; `hasPassword` says that there is one"),
            Map.entry("shares.attempts_forgotten_at", "what strangers have tried"),
            Map.entry("users.id", "a number of ours; nothing refers to it"),
            Map.entry("balances.id", "a number of ours; nothing refers to it"),
            Map.entry("quotas.id", "a number of ours; nothing refers to it"));

    /// Tables that have nothing else of a user than what is being made of an export.
    private static final Set<String> OF_EXPORTS =
            Set.of("id", "status", "files_done", "files_found", "bytes_written", "expires_at", "created_at");

    private static final Pattern COLUMN = Pattern.compile("\\b([a-z])\\.([a-z_]+)\\b");

    private static final Pattern TABLE = Pattern.compile("\\bfrom ([a-z_]+) ([a-z])\\b");

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void everyTableOfUsersIsExportedOrNamed() throws SQLException {
        var tables = new TreeSet<>(STORE.postgres().query("""
            select distinct c.table_name from information_schema.columns c
            join pg_tables t on t.tablename = c.table_name and t.schemaname = 'public'
            where c.table_schema = 'public' and c.column_name = 'user_id'
            """));

        tables.removeAll(LEFT_OUT_TABLES.keySet());

        assertThat(exported().keySet()).isEqualTo(tables);
    }

    @Test
    void whatElseThereIsHasNothingOfUsersOrStandsWithAnotherTable() throws SQLException {
        assertThat(STORE.postgres().query("""
            select t.tablename from pg_tables t
            where t.schemaname = 'public' and not exists (
              select from information_schema.columns c
              where c.table_schema = 'public' and c.table_name = t.tablename and c.column_name = 'user_id')
            """))
                .filteredOn(table -> !table.equals("schema_migrations"))
                .containsExactlyInAnyOrderElementsOf(WITHOUT_USERS.keySet());
    }

    @Test
    void aPurchaseSaysWhatBecameOfItsPayment() throws SQLException {
        STORE.postgres().execute("""
            insert into payments (payment_id, refunded, lost_disputes) values ('pi_1', 250, '{"dp_1": 150}');
            with package as (
              insert into packages (name, credits, price_amount, currency, payment_link_id, payment_link_url)
              values ('some', 100, 400, 'eur', 'plink_1', 'https://buy.stripe.com/1')
              returning *
            )
            insert into purchases (
              user_id, package_id, credits, price_amount, currency, payment_link_id, status, payment_id,
              unrecovered, completed_at)
            select '%s', id, credits, price_amount, currency, payment_link_id, 'refunded', 'pi_1', 100, now()
            from package
            """.formatted(USER));
        var purchases = new ExportedList("purchases", ExportedRowsSql.PURCHASES, 1);
        var position = new ExportPosition("any", null, 0, 0, 0, null, null, 0);
        var job = new ExportJob(UUID.randomUUID(), USER, "any", null, UUID.randomUUID(), position);

        assertThat(new ExportedLists(STORE.database()).page(job, purchases, null, 2))
                .singleElement()
                .extracting(ExportedLists.ListedRow::json, InstanceOfAssertFactories.STRING)
                .contains("\"refundedAmount\":250", "\"lostDisputes\":{\"dp_1\": 150}");
    }

    @Test
    void everyColumnIsExportedOrNamed() throws SQLException {
        for (var table : exported().entrySet()) {
            var columns = new TreeSet<>(STORE.postgres()
                    .query("select column_name from information_schema.columns where table_name = '%s'"
                            .formatted(table.getKey())));
            columns.removeIf(column -> LEFT_OUT_COLUMNS.containsKey(table.getKey() + "." + column)
                    || (column.equals("user_id") && !table.getKey().equals("users")));
            if (table.getKey().equals("exports")) {
                columns.retainAll(OF_EXPORTS);
            }
            assertThat(table.getValue()).as(table.getKey()).containsAll(columns);
        }
    }

    @Test
    void noListHasASecret() {
        exported()
                .values()
                .forEach(columns -> assertThat(columns).doesNotContain("storage_key", "attempts_forgotten_at"));
        assertThat(ExportedList.ALL)
                .noneMatch(list -> list.rows().text().matches("(?s).*password_hash(?! is not null).*"));
    }

    /// The columns of each table that a list selects.
    private static Map<String, Set<String>> exported() {
        var tables = new TreeMap<String, Set<String>>();
        for (var list : ExportedList.ALL) {
            var table = TABLE.matcher(list.rows().text());
            assertThat(table.find()).as(list.path()).isTrue();
            var selected = list.rows().text();
            var members = selected.substring(selected.indexOf("lateral ("), selected.indexOf(") r\n"));
            tables.put(
                    table.group(1),
                    COLUMN.matcher(members)
                            .results()
                            .filter(column -> column.group(1).equals(table.group(2)))
                            .map(column -> column.group(2))
                            .collect(toCollection(TreeSet::new)));
        }
        return tables;
    }
}

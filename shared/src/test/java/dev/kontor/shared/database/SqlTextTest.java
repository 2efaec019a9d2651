package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.kontor.testing.Statements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads every SQL text of the code, and checks the rules that hold for all of them.
final class SqlTextTest {

    /// A statement of more than 16 KB pins a connection of RDS Proxy.
    private static final int PROXY_STATEMENT_BYTES = 16 * 1024;

    private static final Pattern STATEMENT = Pattern.compile("(?is)^\\s*(/\\*.*?\\*/)?\\s*"
            + "(select|with|insert into|update|delete from|merge into|values|call"
            + "|set|lock|create|alter|drop|truncate)\\b\\s.*");

    /// Statements across users: on a table without users, for a schedule, or for admins only.
    private static final Set<String> ACROSS_USERS = Set.of(
            "exports.entries.analyze",
            "health.schemaVersion",
            "trash.expire",
            "trash.purge",
            "trash.oldestWaiting",
            "idempotency.deleteExpired",
            "idempotency.oldestWaiting",
            "credits.lockUsage",
            "holds.settle",
            "holds.lock",
            "purchases.isOwnLink",
            "purchases.tell",
            "purchases.lock",
            "purchases.lockPaid",
            "storage.enqueue",
            "storage.next",
            "storage.used",
            "storage.done",
            "storage.oldestWaiting",
            "uploads.lock",
            "uploads.unfinished",
            "uploads.lockUnfinished",
            "uploads.deleteUnfinished",
            "uploads.abandoned",
            "uploads.giveUp",
            "uploads.oldestWaiting",
            "erasures.next",
            "erasures.oldestWaiting",
            "exports.giveUp",
            "exports.silent",
            "exports.purge",
            "exports.oldestWaiting",
            "exports.step.claim",
            "exports.step.held");

    /// Packages belong to no user.
    private static final Pattern OF_NOBODY = Pattern.compile("packages\\..*");

    /// Statements that also work on files in the trash: their content can still arrive, and they are
    /// erased with all else.
    private static final Set<String> IN_THE_TRASH_TOO = Set.of(
            "uploads.lock",
            "uploads.confirm",
            "uploads.unfinished",
            "uploads.lockUnfinished",
            "uploads.deleteUnfinished",
            "erasures.files",
            "erasures.folders");

    /// Exports have everything, and say of each file and folder whether it is in the trash.
    private static final String EXPORTS = "exports.";

    /// Statements that learn from a share's token whose rows they work on, and then keep to these.
    private static final Pattern BY_TOKEN = Pattern.compile("shares\\.(attempt|open|download)\\b.*");

    /// A table whose rows a statement reads or changes, and the alias that it has there. A table
    /// that is only inserted into does not match.
    private static final Pattern TABLE = Pattern.compile("(?:\\bfrom|\\bjoin|\\bupdate|\\busing|,)\\s+"
            + "(files|folders|file_versions|tags|file_tags|trash_items"
            + "|balances|transactions|holds|expiring_grants|allocations|idempotency_keys|user_settings|users|shares"
            + "|object_deletions|purchases|quotas|storage_totals|erasures"
            + "|exports|export_entries|export_parts)\\b"
            + "(?!\\s*\\()(?:\\s+(?!where\\b|set\\b|order\\b|limit\\b)([a-z]+)\\b)?");

    @Test
    void everyStatementStandsInAClassNamedSql() {
        var elsewhere = Statements.classFiles().stream()
                .map(SqlTextTest::parse)
                .filter(type -> !name(type).endsWith("Sql"))
                .filter(type -> !name(type).matches("dev/kontor/shared/database/(List)?Query(\\$\\w+)?"))
                .filter(type -> makesQueries(type) || holdsSql(type))
                .map(SqlTextTest::name);

        assertThat(elsewhere).isEmpty();
    }

    @Test
    void everyStatementHasANameOfItsOwnUnderItsFeature() {
        var names = Statements.all().stream().map(Query::name).toList();

        assertThat(names)
                .hasSizeGreaterThan(40)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+\\.[a-zA-Z0-9.]+"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    @DisplayName("S8: every statement leaves out what is deleted, in each table that it reads")
    void everyStatementLeavesOutWhatIsDeleted(Query query) {
        if (IN_THE_TRASH_TOO.contains(query.name()) || query.name().startsWith(EXPORTS)) {
            return;
        }
        // The statements of the trash say for each table which of the two they want.
        var wanted = query.name().startsWith("trash.") ? "" : "\\bnot ";
        tables(query).stream()
                .filter(table -> table.group(1).matches("files|folders"))
                .collect(Collectors.groupingBy(SqlTextTest::alias))
                .forEach((alias, tables) -> assertThat(count(query, wanted + "\\b" + alias + "is_deleted\\b"))
                        .as("'not %sis_deleted' in %s", alias, query.text())
                        .isEqualTo(tables.size()));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementKeepsToTheRowsOfOneUser(Query query) {
        if (ACROSS_USERS.contains(query.name())
                || OF_NOBODY.matcher(query.name()).matches()
                || query.name().startsWith("users.list.")) {
            return;
        }
        var isByToken = BY_TOKEN.matcher(query.name()).matches();
        // users.see goes along with statements that have another user_id.
        assertThat(query.text()).containsPattern(isByToken ? "s\\.token = :token" : ":user_id\\b");
        tables(query).stream()
                .filter(table -> !isByToken || !table.group(1).equals("shares"))
                .collect(Collectors.groupingBy(SqlTextTest::alias))
                .forEach((alias, tables) -> assertThat(count(query, "(?<![a-z.])" + alias + "user_id = "))
                        .as("'%suser_id =' in %s", alias, query.text())
                        .isGreaterThanOrEqualTo(tables.size()));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void noStatementPinsAConnectionOfRdsProxy(Query query) {
        assertThat(query.sql().getBytes(StandardCharsets.UTF_8).length).isLessThan(PROXY_STATEMENT_BYTES);
        assertThat(query.text())
                .doesNotContainPattern("(?i)(^|;)\\s*(set|reset|prepare|execute|declare|listen)\\b")
                .doesNotContainPattern("(?i)\\b(set_config|nextval|setval|currval)\\b")
                .doesNotContainPattern("(?i)\\btemp(orary)?\\b")
                .doesNotContainPattern("(?i)\\bpg_(try_)?advisory_(lock|unlock)");
    }

    static Stream<Arguments> statements() {
        return Statements.all().stream().map(query -> argumentSet(query.name(), query));
    }

    private static List<MatchResult> tables(Query query) {
        return TABLE.matcher(query.text()).results().toList();
    }

    /// The alias with its dot, or nothing.
    private static String alias(MatchResult table) {
        return table.group(2) == null ? "" : table.group(2) + ".";
    }

    private static int count(Query query, String pattern) {
        return (int) Pattern.compile(pattern).matcher(query.text()).results().count();
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(ClassModel type) {
        return type.thisClass().asInternalName();
    }

    private static boolean makesQueries(ClassModel type) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof MethodRefEntry method
                        && method.name().equalsString("<init>")
                        && method.owner()
                                .asInternalName()
                                .matches("dev/kontor/shared/database/(List)?Query(\\$\\w+)?"));
    }

    private static boolean holdsSql(ClassModel type) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof StringEntry text
                        && STATEMENT.matcher(text.stringValue()).matches());
    }
}

package dev.kontor.migrations.artefact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;

/// One migration of the artefact.
///
/// @param path below the migrations' folder, with `/`
/// @param sha256 of its bytes, in lower-case hex
/// @param statements in order
public record MigrationFile(
        String path,
        MigrationVersion version,
        String description,
        String sha256,
        String sql,
        List<SqlStatement> statements) {

    /// The folder of the migrations that run one deploy later; see docs/decisions/0022.
    static final String CONTRACT_FOLDER = "contract/";

    private static final Pattern PATH =
            Pattern.compile("(" + CONTRACT_FOLDER + ")?V(?<version>\\d+(\\.\\d+)*)__(?<name>\\w+)\\.sql");

    private static final Pattern NEUTRAL = Pattern.compile("(SET|RESET|SHOW)\\b.*", Pattern.DOTALL);
    private static final Pattern TRANSACTION_CONTROL = Pattern.compile(
            "(BEGIN|START|COMMIT|END|ABORT|PREPARE TRANSACTION)\\b.*|ROLLBACK(?! TO\\b).*", Pattern.DOTALL);

    /// @throws MigrationException its name or its statements violate the rules
    static MigrationFile of(String path, byte[] content) {
        var matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new MigrationException(path + " is not named as a migration is: VNNN__what_it_does.sql");
        }
        var sql = new String(content, StandardCharsets.UTF_8);
        var file = new MigrationFile(
                path,
                MigrationVersion.fromVersion(matcher.group("version")),
                matcher.group("name").replace('_', ' '),
                Manifest.sha256(content),
                sql,
                SqlStatement.parse(sql));
        file.checkTransactions();
        return file;
    }

    /// Whether the migration drops something that the code of the release before still uses.
    public boolean isContract() {
        return path.startsWith(CONTRACT_FOLDER);
    }

    public boolean isTransactional() {
        return statements.stream().allMatch(s -> OutsideTransaction.of(s).isEmpty());
    }

    /// Whether the next run can begin the migration again when a run was interrupted in the middle
    /// of it.
    public boolean isRepeatable() {
        return isTransactional() || OutsideTransaction.areRepeatable(statements);
    }

    /// The checksum that Flyway keeps: the first 32 bits of the SHA-256.
    public int checksum() {
        return ByteBuffer.wrap(HexFormat.of().parseHex(sha256)).getInt();
    }

    /// Whether the checksum is of this migration. Rows that Flyway wrote by itself hold a checksum
    /// of another kind.
    public boolean isWhatWasApplied(int checksum) {
        return checksum == checksum() || checksum == checksumOfFlyway();
    }

    private int checksumOfFlyway() {
        var crc = new CRC32();
        sql.replaceFirst("^\uFEFF", "").lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    private void checkTransactions() {
        for (var statement : statements) {
            if (TRANSACTION_CONTROL.matcher(statement.skeleton()).matches()) {
                throw new MigrationException(
                        "%s, line %d: %s: a migration is one transaction already; leave begin and commit out"
                                .formatted(path, statement.line(), statement.summary()));
            }
        }
        if (isTransactional()) {
            return;
        }
        var outside = statements.stream()
                .filter(s -> OutsideTransaction.of(s).isPresent())
                .findFirst()
                .orElseThrow();
        for (var statement : statements) {
            if (OutsideTransaction.of(statement).isEmpty()
                    && !NEUTRAL.matcher(statement.skeleton()).matches()) {
                throw new MigrationException(
                        "%s mixes what cannot run in a transaction (line %d: %s) with what should (line %d: %s): give each a migration of its own"
                                .formatted(
                                        path,
                                        outside.line(),
                                        outside.summary(),
                                        statement.line(),
                                        statement.summary()));
            }
        }
    }

    @Override
    public String toString() {
        return path;
    }
}

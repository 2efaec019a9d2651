package dev.kontor.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LimitsTest {

    /// The longest way without another attempt: wait for a connection, wait for a lock, run a
    /// statement.
    @Test
    void whoWaitsGetsAnAnswerOfOurs() {
        assertThat(Limits.POOL_CONNECT_TIMEOUT.plus(Limits.LOCK_TIMEOUT).plus(Limits.STATEMENT_TIMEOUT))
                .isLessThan(Limits.FUNCTION_TIMEOUT);
        assertThat(Limits.LOCK_TIMEOUT).isLessThan(Limits.STATEMENT_TIMEOUT);
        assertThat(Limits.POOL_CONNECT_TIMEOUT).isLessThanOrEqualTo(Limits.DATABASE_STEP_TIME_MAX);
        assertThat(Limits.POOL_CONNECT_TIMEOUT
                        .plus(Limits.DATABASE_STEP_TIME_MAX)
                        .plus(Limits.RESPONSE_TIME_RESERVED))
                .as("who waited longest may still begin a statement")
                .isLessThan(Limits.FUNCTION_TIMEOUT);
        assertThat(Limits.FUNCTION_TIMEOUT).isLessThan(Limits.API_TIMEOUT);
    }

    @Test
    void whoRestoresASubtreeGetsAnAnswerOfOurs() {
        assertThat(Limits.LOCK_TIMEOUT.plus(Limits.SUBTREE_STATEMENT_TIMEOUT)).isLessThan(Limits.FUNCTION_TIMEOUT);
        assertThat(Limits.SUBTREE_STATEMENT_TIMEOUT)
                .as("what could be deleted can come back")
                .isGreaterThan(Limits.STATEMENT_TIMEOUT.multipliedBy(4));
    }

    /// Each step may wait for a lock, but not for a connection.
    @Test
    void whoDeletesForGoodGetsAnAnswerOfOurs() {
        assertThat(Limits.STATEMENT_TIMEOUT.multipliedBy(1L + Limits.PURGE_STEPS_PER_REQUEST))
                .isLessThan(Limits.FUNCTION_TIMEOUT);
    }

    /// The last statement begins in time, and after it the commit may.
    @Test
    void whoErasesGetsAnAnswerOfOurs() {
        assertThat(Limits.ERASURE_TIME
                        .plus(Limits.STATEMENT_TIMEOUT)
                        .plus(Limits.DATABASE_STEP_TIME_MAX)
                        .plus(Limits.RESPONSE_TIME_RESERVED))
                .isLessThanOrEqualTo(Limits.FUNCTION_TIMEOUT);
    }

    /// Every process has asked again, and what it let in before has had time to end.
    @Test
    void nobodySeesWhatALargeErasureLeaves() {
        assertThat(Limits.KNOWN_USER_LIFETIME.plus(Duration.ofSeconds(1))).isLessThan(Limits.ERASURE_TIME);
    }

    @Test
    void whoDeletesObjectsKeepsItsTransaction() {
        assertThat(Limits.OBJECT_DELETION_START_TIME_MAX
                        .plus(Limits.STORAGE_CONNECT_TIMEOUT)
                        .plus(Limits.STORAGE_READ_TIMEOUT))
                .isLessThan(Limits.IDLE_IN_TRANSACTION_TIMEOUT);
        assertThat(Limits.STORAGE_CONNECTIONS).isLessThan(Limits.OBJECTS_PER_DELETION);
    }

    /// The last page of the list, and then S3's work.
    @Test
    void whoCompletesAnUploadGetsAnAnswerOfOurs() {
        assertThat(Limits.STORAGE_LIST_START_TIME_MAX
                        .plus(Limits.STORAGE_CONNECT_TIMEOUT)
                        .plus(Limits.STORAGE_READ_TIMEOUT)
                        .plus(Limits.STORAGE_COMPLETION_TIMEOUT)
                        .plus(Limits.RESPONSE_TIME_RESERVED))
                .isLessThan(Limits.FUNCTION_TIMEOUT);
        assertThat(Limits.STORAGE_COMPLETION_READ_TIMEOUT).isLessThan(Limits.STORAGE_COMPLETION_TIMEOUT);
    }

    @Test
    void partsHoldTheLargestFileAndTheirLinksFitIntoAnAnswer() {
        var bytesOfALongLink = 5_000;

        assertThat(Math.ceilDiv(Limits.FILE_IN_PARTS_BYTES_MAX, Limits.PARTS_MAX))
                .isBetween(Limits.PART_BYTES_MIN, Limits.FILE_BYTES_MAX);
        assertThat(Limits.PARTS_PER_REQUEST * bytesOfALongLink).isLessThan(Limits.RESPONSE_BYTES_MAX);
    }

    @Test
    void aFullPageOfTheLongestTextsFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var texts = Limits.DESCRIPTION_CHARACTERS + Limits.NAME_CHARACTERS;

        assertThat(Limits.PAGE_ITEMS_MAX * texts * bytesOfOneEscapedCharacter).isLessThan(Limits.RESPONSE_BYTES_MAX);
    }

    /// A list of the trash adds a type and a time to each file.
    @Test
    void aFullPageOfFilesWithTheLongestTagsFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var bytesOfOneEscapedQuote = 4; // of printable ASCII nothing is longer
        var tag = Limits.TAG_NAME_CHARACTERS * bytesOfOneEscapedCharacter
                + Limits.COLOR_CHARACTERS * bytesOfOneEscapedQuote
                + 80; // names of the fields, id
        var texts = (Limits.DESCRIPTION_CHARACTERS + Limits.NAME_CHARACTERS) * bytesOfOneEscapedCharacter
                + Limits.MIME_TYPE_CHARACTERS * bytesOfOneEscapedQuote;
        var theRest = 600; // names of the fields, ids, numbers, times

        assertThat(Limits.PAGE_ITEMS_MAX * (texts + Limits.TAGS_PER_FILE * tag + theRest))
                .isLessThan(Limits.RESPONSE_BYTES_MAX);
    }

    @Test
    void theLongestPathToAFolderFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var ancestor = Limits.NAME_CHARACTERS * bytesOfOneEscapedCharacter + 60; // names of the fields, id
        var folder = (Limits.DESCRIPTION_CHARACTERS + Limits.NAME_CHARACTERS) * bytesOfOneEscapedCharacter + 600;

        assertThat(Limits.ANCESTORS_SHOWN_MAX * ancestor + folder).isLessThan(Limits.RESPONSE_BYTES_MAX);
    }

    /// Compact metadata of empty texts (`"",` each) becomes twice as long in a response: PostgreSQL
    /// puts a blank after each comma, and Lambda a backslash before each quote. Nothing grows more
    /// than that.
    @Test
    void aFullPageOfTheLongestTransactionsFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var texts = Limits.DESCRIPTION_CHARACTERS + Limits.APP_ID_CHARACTERS;
        var metadata = Limits.METADATA_BYTES_MAX * 2;
        var theRest = 1_000; // names of the fields, ids, numbers, time

        assertThat(Limits.PAGE_ITEMS_MAX * (texts * bytesOfOneEscapedCharacter + metadata + theRest))
                .isLessThan(Limits.RESPONSE_BYTES_MAX);
    }

    @Test
    void everyDoubleAndNothingThatNumericCannotHoldIsANumberOfFreeJson() {
        var largest = new BigDecimal(Double.toString(Double.MAX_VALUE));
        var smallest = new BigDecimal(Double.toString(Double.MIN_NORMAL));
        assertThat(Limits.JSON_NUMBER_DIGITS)
                .isGreaterThan(largest.precision() - largest.scale())
                .isGreaterThan(smallest.scale());
        // PostgreSQL's numeric has up to 131072 digits before the point and 16383 after it.
        assertThat(Limits.JSON_NUMBER_DIGITS).isLessThan(16_383);
    }

    @Test
    void creditsAndKeysAreAsLargeAsTheirLimits() throws IOException {
        var credits = read("../migrations/src/main/resources/schema/credits.sql");
        var keys = read("../migrations/src/main/resources/schema/idempotency.sql");

        assertThat(numbers(credits, "\\(amount <= (\\d+)\\)")).containsExactly(Limits.CREDITS_MAX);
        assertThat(Limits.CREDITS_MAX).as("exact as a double").isEqualTo((long) Math.pow(2, 53) - 1);
        assertThat(numbers(keys, "\\bkey varchar\\((\\d+)\\)"))
                .containsExactly((long) Limits.IDEMPOTENCY_KEY_CHARACTERS);
    }

    @Test
    void aFullPageOfUsersWithTheLongestTagsFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var texts = Limits.USER_ID_CHARACTERS
                + Limits.EMAIL_CHARACTERS
                + Limits.ROLE_CHARACTERS
                + Limits.USER_TAGS_MAX * Limits.USER_TAG_CHARACTERS;
        var theRest = 500 + Limits.USER_TAGS_MAX * 6; // names of the fields, quotes, commas, time

        assertThat(Limits.PAGE_ITEMS_MAX * (texts * bytesOfOneEscapedCharacter + theRest))
                .isLessThan(Limits.RESPONSE_BYTES_MAX);
    }

    @Test
    void theRolesTimeOutsNestInsideTheFunctions() throws IOException {
        var sql = read("../migrations/src/main/resources/schema/access.sql");

        assertThat(numbers(sql, "statement_timeout = '(\\d+)s'")).containsExactly(Limits.STATEMENT_TIMEOUT.toSeconds());
        assertThat(numbers(sql, "lock_timeout = '(\\d+)s'")).containsExactly(Limits.LOCK_TIMEOUT.toSeconds());
        assertThat(numbers(sql, "idle_in_transaction_session_timeout = '(\\d+)s'"))
                .containsExactly(Limits.IDLE_IN_TRANSACTION_TIMEOUT.toSeconds());
        assertThat(Limits.IDLE_IN_TRANSACTION_TIMEOUT).isLessThan(Limits.FUNCTION_TIMEOUT);
    }

    @Test
    void anUploadLinkEndsLongBeforeItsFileIsCleanedUp() {
        assertThat(Limits.PRESIGNED_LIFETIME).isLessThan(Limits.UNFINISHED_UPLOAD_LIFETIME);
    }

    @Test
    void theBucketDropsPartsWhenTheirUploadIsOver() throws IOException {
        assertThat(numbers(read("../template.yaml"), "DaysAfterInitiation: (\\d+)"))
                .containsOnly(Limits.UPLOAD_IN_PARTS_LIFETIME.toDays());
    }

    @Test
    void partsHoldTheLargestExportAndTheDiskHoldsAPart() throws IOException {
        long all = 0;
        for (var number = 1; number <= Limits.PARTS_MAX; number++) {
            all += Limits.PART_BYTES_MIN + number * Limits.EXPORT_PART_GROWTH_BYTES;
        }
        assertThat(all).isGreaterThan(Limits.EXPORT_BYTES_MAX);
        var last = Limits.PART_BYTES_MIN + Limits.PARTS_MAX * Limits.EXPORT_PART_GROWTH_BYTES;
        assertThat(last).isLessThan(Limits.FILE_BYTES_MAX);
        assertThat(numbers(read("../template.yaml"), "EphemeralStorage: \\{ Size: (\\d+) }"))
                .allMatch(megabytes -> megabytes << 20 > last + 2 * Limits.EXPORT_READ_BYTES)
                .hasSize(1);
    }

    /// A step ends before the function does, with time to wait for another step's lease.
    @Test
    void aStepOfAnExportEndsBeforeItsFunction() throws IOException {
        var template = read("../template.yaml");
        var function = template.substring(template.indexOf("\n  WriteExport:"));

        assertThat(numbers(function, "(?m)^ +Timeout: (\\d+)$").getFirst())
                .isEqualTo(Limits.EXPORT_FUNCTION_TIMEOUT.toSeconds());
        assertThat(Limits.EXPORT_LEASE.plus(Limits.EXPORT_TIME_RESERVED)).isLessThan(Limits.EXPORT_FUNCTION_TIMEOUT);
        assertThat(Limits.EXPORT_COMMIT_INTERVAL.multipliedBy(4)).isLessThan(Limits.EXPORT_LEASE);
        assertThat(Limits.EXPORT_LEASE).isLessThan(Limits.EXPORT_SILENCE_MAX);
        assertThat(Limits.EXPORT_WRITING_TIME_MAX).isLessThanOrEqualTo(Limits.UPLOAD_IN_PARTS_LIFETIME);
    }

    /// What the database lost sight of is still there, so nothing goes before its time.
    @Test
    void theBucketKeepsAnExportLongerThanTheCleanUpDoes() throws IOException {
        assertThat(numbers(read("../template.yaml"), "ExpirationInDays: (\\d+)"))
                .allMatch(days -> days
                        > Limits.EXPORT_LIFETIME
                                .plus(Limits.EXPORT_WRITING_TIME_MAX)
                                .toDays())
                .hasSize(2);
    }

    @Test
    void theTemplateGivesOperationsTheirTimeOut() throws IOException {
        var template = read("../template.yaml");
        var globals = template.substring(0, template.indexOf("\nResources:"));

        assertThat(numbers(globals, "(?m)^ +Timeout: (\\d+)$")).containsExactly(Limits.FUNCTION_TIMEOUT.toSeconds());
    }

    @Test
    void theAuthorizerOutlivesASlowKeyServer() throws IOException {
        var template = read("../template.yaml");
        var authorizer = template.substring(template.indexOf("\n  Authorizer:"));

        assertThat(Limits.KEY_SET_CONNECT_TIMEOUT).isLessThan(Limits.KEY_SET_FETCH_TIMEOUT);
        assertThat(Limits.KEY_SET_FETCH_TIMEOUT).isLessThan(Limits.AUTHORIZER_TIMEOUT);
        assertThat(numbers(authorizer, "(?m)^ +Timeout: (\\d+)$").getFirst())
                .isEqualTo(Limits.AUTHORIZER_TIMEOUT.toSeconds());
        assertThat(Limits.AUTHORIZER_TIMEOUT).isLessThan(Limits.FUNCTION_TIMEOUT);
    }

    @Test
    void theTemplateKeepsVerdictsAsLongAsClientsAreTold() throws IOException {
        assertThat(numbers(read("../template.yaml"), "(?m)^ +ReauthorizeEvery: (\\d+)$"))
                .containsExactly(Limits.VERDICT_LIFETIME.toSeconds());
    }

    @Test
    void aKeySetIsFetchedAgainBeforeItsLifeEndsAndThatBeforeItIsGivenUp() {
        assertThat(Limits.KEY_SET_FETCH_INTERVAL).isLessThan(Limits.KEY_SET_LIFETIME);
        assertThat(Limits.KEY_SET_LIFETIME).isLessThan(Limits.KEY_SET_STALE_LIFETIME);
    }

    @Test
    void whatATokenSaysOfAUserFitsIntoIt() {
        var bytesOfAnEscapedCharacterInBase64 = 8; // \\u00e9
        var texts = Limits.USER_ID_CHARACTERS + Limits.EMAIL_CHARACTERS + Limits.ROLE_CHARACTERS;

        assertThat(texts * bytesOfAnEscapedCharacterInBase64).isLessThan(Limits.TOKEN_CHARACTERS);
    }

    @Test
    void everyColumnIsAsLongAsItsLimit() throws IOException {
        var sql = read("../migrations/src/main/resources/schema/files.sql")
                + read("../migrations/src/main/resources/schema/tags.sql")
                + read("../migrations/src/main/resources/schema/credits.sql")
                + read("../migrations/src/main/resources/schema/idempotency.sql")
                + read("../migrations/src/main/resources/schema/settings.sql")
                + read("../migrations/src/main/resources/schema/users.sql");

        assertThat(numbers(sql, "\\bname varchar\\((\\d+)\\)")).containsOnly(500L);
        assertThat(Limits.NAME_CHARACTERS).isEqualTo(500);
        assertThat(numbers(sql, "\\bmime_type varchar\\((\\d+)\\)")).containsOnly((long) Limits.MIME_TYPE_CHARACTERS);
        assertThat(numbers(sql, "\\bcolor varchar\\((\\d+)\\)")).containsOnly((long) Limits.COLOR_CHARACTERS);
        assertThat(numbers(sql, "\\bapp_id varchar\\((\\d+)\\)")).containsOnly((long) Limits.APP_ID_CHARACTERS);
        assertThat(numbers(sql, "\\bemail varchar\\((\\d+)\\)")).containsOnly((long) Limits.EMAIL_CHARACTERS);
        assertThat(numbers(sql, "\\brole varchar\\((\\d+)\\)")).containsOnly((long) Limits.ROLE_CHARACTERS);
        assertThat(numbers(sql, "\\(settings(?:::text)?\\) <= (\\d+)")).containsOnly((long) Limits.SETTINGS_BYTES_MAX);
        assertThat(numbers(sql, "char_length\\(user_id\\) between 1 and (\\d+)"))
                .containsOnly((long) Limits.USER_ID_CHARACTERS);
    }

    @Test
    void aDayOfGuessesIsTooShortToFindAGoodPassword() {
        var aDay = Duration.ofDays(1).dividedBy(Limits.PASSWORD_ATTEMPT_INTERVAL) + Limits.PASSWORD_ATTEMPTS_MAX;
        assertThat(aDay).isLessThan(1_500);
        assertThat(Limits.PASSWORD_ATTEMPTS_MAX).as("a handful").isBetween(3, 10);
    }

    @Test
    void aTransactionThatIsTriedAgainStillEndsInTime() {
        // A lost race shows within PostgreSQL's deadlock_timeout of one second.
        assertThat(Duration.ofSeconds(Limits.TRANSACTION_ATTEMPTS).plus(Limits.STATEMENT_TIMEOUT))
                .isLessThan(Limits.FUNCTION_TIMEOUT);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    }

    private static List<Long> numbers(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }
}

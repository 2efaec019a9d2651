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

    /// The longest that does not have to be tried again: a connection, a lock, a statement.
    @Test
    void whoWaitsGetsAnAnswerOfOurs() {
        assertThat(Limits.POOL_CONNECT.plus(Limits.LOCK).plus(Limits.STATEMENT)).isLessThan(Limits.FUNCTION);
        assertThat(Limits.LOCK).isLessThan(Limits.STATEMENT);
        assertThat(Limits.POOL_CONNECT).isLessThanOrEqualTo(Limits.DATABASE_STEP);
        assertThat(Limits.POOL_CONNECT.plus(Limits.DATABASE_STEP).plus(Limits.ANSWER))
                .as("who waited longest may still begin a statement")
                .isLessThan(Limits.FUNCTION);
        assertThat(Limits.FUNCTION).isLessThan(Limits.API);
    }

    @Test
    void whoRestoresASubtreeGetsAnAnswerOfOurs() {
        assertThat(Limits.LOCK.plus(Limits.SUBTREE)).isLessThan(Limits.FUNCTION);
        assertThat(Limits.SUBTREE)
                .as("what could be deleted can come back")
                .isGreaterThan(Limits.STATEMENT.multipliedBy(4));
    }

    /// Each step may wait for a lock; a connection it has.
    @Test
    void whoDeletesForGoodGetsAnAnswerOfOurs() {
        assertThat(Limits.STATEMENT.multipliedBy(1L + Limits.PURGE_STEPS)).isLessThan(Limits.FUNCTION);
    }

    @Test
    void whoDeletesObjectsKeepsItsTransaction() {
        assertThat(Limits.DELETIONS_BEGUN.plus(Limits.STORAGE_CONNECT).plus(Limits.STORAGE_READ))
                .isLessThan(Limits.IDLE_IN_TRANSACTION);
        assertThat(Limits.STORAGE_CONNECTIONS).isLessThan(Limits.DELETED_OBJECTS);
    }

    @Test
    void aFullPageOfTheLongestTextsFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var texts = Limits.DESCRIPTION_CHARACTERS + Limits.NAME_CHARACTERS;

        assertThat(Limits.PAGE_ITEMS_MAX * texts * bytesOfOneEscapedCharacter).isLessThan(Limits.ANSWER_BYTES);
    }

    /// Compact metadata of empty texts, `"",` each, is twice as long in an answer: PostgreSQL puts
    /// a blank after each comma, and Lambda a backslash before each quote. Nothing becomes longer.
    @Test
    void aFullPageOfTheLongestTransactionsFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var texts = Limits.DESCRIPTION_CHARACTERS + Limits.APP_ID_CHARACTERS;
        var metadata = Limits.METADATA_BYTES * 2;
        var theRest = 1_000; // names of the fields, ids, numbers, time

        assertThat(Limits.PAGE_ITEMS_MAX * (texts * bytesOfOneEscapedCharacter + metadata + theRest))
                .isLessThan(Limits.ANSWER_BYTES);
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

        assertThat(numbers(credits, "\\(amount <= (\\d+)\\)")).containsExactly(Limits.CREDITS);
        assertThat(Limits.CREDITS).as("exact as a double").isEqualTo((long) Math.pow(2, 53) - 1);
        assertThat(numbers(keys, "\\bkey varchar\\((\\d+)\\)"))
                .containsExactly((long) Limits.IDEMPOTENCY_KEY_CHARACTERS);
    }

    @Test
    void aFullPageOfUsersWithTheLongestTagsFitsIntoAnAnswer() {
        var bytesOfOneEscapedCharacter = 7; // \\u0001, escaped twice
        var texts = Limits.USER_ID_CHARACTERS
                + Limits.EMAIL_CHARACTERS
                + Limits.ROLE_CHARACTERS
                + Limits.USER_TAGS * Limits.USER_TAG_CHARACTERS;
        var theRest = 500 + Limits.USER_TAGS * 6; // names of the fields, quotes, commas, time

        assertThat(Limits.PAGE_ITEMS_MAX * (texts * bytesOfOneEscapedCharacter + theRest))
                .isLessThan(Limits.ANSWER_BYTES);
    }

    @Test
    void theRolesTimeOutsNestInsideTheFunctions() throws IOException {
        var sql = read("../migrations/src/main/resources/schema/access.sql");

        assertThat(numbers(sql, "statement_timeout = '(\\d+)s'")).containsExactly(Limits.STATEMENT.toSeconds());
        assertThat(numbers(sql, "lock_timeout = '(\\d+)s'")).containsExactly(Limits.LOCK.toSeconds());
        assertThat(numbers(sql, "idle_in_transaction_session_timeout = '(\\d+)s'"))
                .containsExactly(Limits.IDLE_IN_TRANSACTION.toSeconds());
        assertThat(Limits.IDLE_IN_TRANSACTION).isLessThan(Limits.FUNCTION);
    }

    @Test
    void anUploadLinkEndsLongBeforeItsFileIsCleanedUp() {
        assertThat(Limits.PRESIGNED).isLessThan(Limits.UNFINISHED_UPLOAD);
    }

    @Test
    void theTemplateGivesOperationsTheirTimeOut() throws IOException {
        var template = read("../template.yaml");
        var globals = template.substring(0, template.indexOf("\nResources:"));

        assertThat(numbers(globals, "(?m)^ +Timeout: (\\d+)$")).containsExactly(Limits.FUNCTION.toSeconds());
    }

    @Test
    void theAuthorizerOutlivesASlowKeyServer() throws IOException {
        var template = read("../template.yaml");
        var authorizer = template.substring(template.indexOf("\n  Authorizer:"));

        assertThat(Limits.KEY_SET_CONNECT.plus(Limits.KEY_SET_READ)).isLessThanOrEqualTo(Limits.KEY_SET_FETCH);
        // Whether it has come is seen after each wait.
        assertThat(Limits.KEY_SET_FETCH.plus(Limits.KEY_SET_READ)).isLessThan(Limits.AUTHORIZER);
        assertThat(numbers(authorizer, "(?m)^ +Timeout: (\\d+)$").getFirst()).isEqualTo(Limits.AUTHORIZER.toSeconds());
        assertThat(Limits.AUTHORIZER).isLessThan(Limits.FUNCTION);
    }

    @Test
    void aKeySetIsFetchedAgainBeforeItsLifeEndsAndThatBeforeItIsGivenUp() {
        assertThat(Limits.KEY_SET_FLOOR).isLessThan(Limits.KEY_SET_LIFE);
        assertThat(Limits.KEY_SET_LIFE).isLessThan(Limits.KEY_SET_KEPT);
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
        assertThat(numbers(sql, "\\(settings(?:::text)?\\) <= (\\d+)")).containsOnly((long) Limits.SETTINGS_BYTES);
        assertThat(numbers(sql, "char_length\\(user_id\\) between 1 and (\\d+)"))
                .containsOnly((long) Limits.USER_ID_CHARACTERS);
    }

    @Test
    void aDayOfGuessesIsNoDangerToAPasswordWorthTheName() {
        var aDay = Duration.ofDays(1).dividedBy(Limits.PASSWORD_ATTEMPT) + Limits.PASSWORD_ATTEMPTS;
        assertThat(aDay).isLessThan(1_500);
        assertThat(Limits.PASSWORD_ATTEMPTS).as("a handful").isBetween(3, 10);
    }

    @Test
    void aTransactionThatIsTriedAgainStillEndsInTime() {
        // A lost race shows within PostgreSQL's deadlock_timeout of one second.
        assertThat(Duration.ofSeconds(Limits.TRANSACTION_ATTEMPTS).plus(Limits.STATEMENT))
                .isLessThan(Limits.FUNCTION);
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

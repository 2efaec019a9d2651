package dev.kontor.shared;

import java.time.Duration;

/// Every limit, with its unit and its reason. `LimitsTest` holds the relations between them, and
/// those to the numbers in `schema/` and `template.yaml`.
public final class Limits {

    /// A page, when the request names no limit (S13).
    public static final int PAGE_ITEMS_DEFAULT = 20;

    /// The most a page may hold (docs/api.md).
    public static final int PAGE_ITEMS_MAX = 100;

    /// The highest page number. Far pages cost the database all rows before them; a cursor does
    /// not.
    public static final int PAGE_NUMBER_MAX = 100_000;

    /// Characters (Unicode code points) of a file's, folder's or tag's name: `varchar(500)`.
    public static final int NAME_CHARACTERS = 500;

    /// Characters of a user id, as Better Auth makes them or an app's own (docs/api.md).
    public static final int USER_ID_CHARACTERS = 255;

    /// Characters of a MIME type: `varchar(255)`, twice what RFC 6838 allows for each half.
    public static final int MIME_TYPE_CHARACTERS = 255;

    /// Characters of a description or comment: a page of text. A full list of them has to fit into
    /// [#RESPONSE_BYTES_MAX].
    public static final int DESCRIPTION_CHARACTERS = 5_000;

    /// Bytes of an answer: the most that Lambda hands on (6 MB).
    public static final int RESPONSE_BYTES_MAX = 6_000_000;

    /// Characters of a tag's colour: `varchar(50)`, room for any CSS colour.
    public static final int COLOR_CHARACTERS = 50;

    /// Tags that a file may be created with in one request.
    public static final int TAGS_PER_REQUEST = 100;

    /// Bytes of one file: the most that S3 takes in one PUT (5 GiB).
    public static final long FILE_BYTES_MAX = 5L << 30;

    /// Bytes of a request's body, decoded (docs/api.md).
    public static final int BODY_BYTES_MAX = 1 << 20;

    /// Levels of nesting in a JSON body: deeper is no request of ours, and costs stack.
    public static final int JSON_DEPTH = 50;

    /// Digits of a number in free JSON (settings, metadata) before its point, and after: those of
    /// any double, written out.
    public static final int JSON_NUMBER_DIGITS = 400;

    /// Bytes of one document of settings, as compact JSON (docs/api.md).
    public static final int SETTINGS_BYTES_MAX = 64 << 10;

    /// Bytes of a transaction's metadata, as compact JSON. A full list of them has to fit into
    /// [#RESPONSE_BYTES_MAX].
    public static final int METADATA_BYTES_MAX = 8 << 10;

    /// Characters of an app's id (docs/api.md).
    public static final int APP_ID_CHARACTERS = 100;

    /// Characters of an e-mail address: 64 before the @ and 255 after it (RFC 5321).
    public static final int EMAIL_CHARACTERS = 320;

    /// Characters of a role, several of them separated by commas.
    public static final int ROLE_CHARACTERS = 255;

    /// Tags of one user, and characters of each.
    public static final int USER_TAGS_MAX = 50;

    public static final int USER_TAG_CHARACTERS = 100;

    /// The most credits that a balance can hold, or a request move: the largest whole number that
    /// JSON carries exactly to every client (2^53 - 1).
    public static final long CREDITS_MAX = (1L << 53) - 1;

    /// Characters of an `Idempotency-Key` (docs/api.md).
    public static final int IDEMPOTENCY_KEY_CHARACTERS = 255;

    /// Characters of an `X-Correlation-Id`: room for any id that services make, and no more than a
    /// line of a log can bear.
    public static final int CORRELATION_ID_CHARACTERS = 128;

    /// Hex digits of the hash that stands for a user in the log: 64 bits keep a million users
    /// apart.
    public static final int USER_HASH_CHARACTERS = 16;

    /// An `Idempotency-Key` is kept for this long (docs/api.md).
    public static final Duration IDEMPOTENCY_KEY_LIFETIME = Duration.ofHours(24);

    /// Characters of a share's password, twice what OWASP asks to allow for: room for any phrase,
    /// and no more to hash than that.
    public static final int PASSWORD_CHARACTERS = 128;

    /// Iterations of PBKDF2 with HMAC-SHA-256: as many as OWASP's cheat sheet on storing passwords
    /// asks for.
    public static final int PASSWORD_ITERATIONS = 600_000;

    /// Wrong passwords of one share that are let through in a row, and those under way at once,
    /// right ones too: enough for who mistypes, and for a page that fetches some files at a time.
    public static final int PASSWORD_ATTEMPTS_MAX = 10;

    /// After this long one more is let through: 1,440 a day, so that guessing helps against no
    /// password that is worth the name. Who goes on guessing takes these tries from those who know
    /// it.
    public static final Duration PASSWORD_ATTEMPT_INTERVAL = Duration.ofMinutes(1);

    /// The highest limit of downloads that a share can have: a billion is a slip of the keyboard.
    public static final int SHARE_DOWNLOADS_MAX = 1_000_000_000;

    /// Rows that one statement of a clean-up deletes: well within [#STATEMENT_TIMEOUT].
    public static final int PURGE_ROWS_PER_STATEMENT = 1_000;

    /// A presigned request is good for this long: it lets in whoever has it, so no longer than a
    /// client needs to begin with it. An upload or download that has begun may go on.
    public static final Duration PRESIGNED_LIFETIME = Duration.ofMinutes(15);

    /// Bytes of a name that a download is saved under: what most file systems hold.
    public static final int FILE_SYSTEM_NAME_BYTES = 255;

    /// Connecting to S3 may take this long, and each wait for something from it.
    public static final Duration STORAGE_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    public static final Duration STORAGE_READ_TIMEOUT = Duration.ofSeconds(5);

    /// Objects that are deleted at the same time, each over a connection of its own, and at most in
    /// one transaction with their rows in the queue.
    public static final int STORAGE_CONNECTIONS = 16;

    public static final int OBJECTS_PER_DELETION = 200;

    /// In that transaction no deletion starts later than this. The last one may take
    /// [#STORAGE_CONNECT_TIMEOUT] and [#STORAGE_READ_TIMEOUT], and all of it fits into
    /// [#IDLE_IN_TRANSACTION_TIMEOUT].
    public static final Duration OBJECT_DELETION_START_TIME_MAX = Duration.ofSeconds(2);

    /// A transaction that says nothing for so long is ended: `idle_in_transaction_session_timeout`
    /// of the role `kontor_app`.
    public static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    /// A file whose content has not arrived by then is cleaned up.
    public static final Duration UNFINISHED_UPLOAD_LIFETIME = Duration.ofHours(24);

    /// What is in the trash is purged after so many days, and those that an operator may choose.
    public static final int TRASH_RETENTION_DAYS_DEFAULT = 30;

    public static final int TRASH_RETENTION_DAYS_MAX = 3_650;

    /// Items of the trash that one statement gives up: well within [#STATEMENT_TIMEOUT].
    public static final int TRASH_ITEMS_PER_STATEMENT = 10_000;

    /// Steps of at most [#PURGE_ROWS_PER_STATEMENT] of a kind that a request takes before it leaves the rest to
    /// the schedule: all of an ordinary folder, well within [#FUNCTION_TIMEOUT].
    public static final int PURGE_STEPS_PER_REQUEST = 3;

    /// Wrong fields that one answer names, and characters of a name that nobody knows: an answer
    /// must fit into Lambda's 6 MB however much is wrong.
    public static final int ERRORS_SHOWN_MAX = 50;

    public static final int NAME_CHARACTERS_SHOWN_MAX = 100;

    /// The last number that `onConflict=rename` tries in "name (2).ext" before it gives up.
    public static final int RENAME_NUMBER_MAX = 10_000;

    /// Characters of a text that is looked for: as long as the longest name.
    public static final int SEARCH_CHARACTERS = NAME_CHARACTERS;

    /// Files and folders that a search looks through, newest first, before it asks the trigram
    /// index. A page is met on the way if a text is in one of 250; if it is rarer, the index has
    /// few enough places of it even in a store of a million.
    public static final int SEARCH_WALKED_ROWS = 5_000;

    /// The same for a text without a trigram, for which no index has an answer. And so many files
    /// that carry a tag, or lie below a folder, are looked through themselves.
    public static final int SEARCH_SCANNED_ROWS = 20_000;

    /// The most that the total of a search counts where it cannot look through all. Each place that
    /// the index has must be looked at in the table, wherever it lies there: a thousand reads,
    /// which a slow disk does in a third of a second.
    public static final int SEARCH_COUNTED_ROWS = 1_000;

    /// Connections of one process (S1).
    public static final int POOL_CONNECTIONS = 10;

    /// An idle connection is closed after this long (S1).
    public static final Duration POOL_IDLE_TIMEOUT = Duration.ofSeconds(20);

    /// A request waits this long for a connection, a new one included (S1).
    public static final Duration POOL_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /// A statement is cancelled after this long: `statement_timeout` of the role `kontor_app`.
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);

    /// A statement that brings a subtree back may take this long: every index of files gains an
    /// entry for each, which takes four times as long as deleting them, and that has [#STATEMENT_TIMEOUT].
    public static final Duration SUBTREE_STATEMENT_TIMEOUT = Duration.ofSeconds(23);

    /// A statement waits this long for a lock: `lock_timeout` of the role `kontor_app`.
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(4);

    /// The longest that anything asked of the database takes: the wait for a connection, a
    /// statement and the commit behind it, or finding out that the server is gone. What a request
    /// has no such time left for is not begun.
    public static final Duration DATABASE_STEP_TIME_MAX = STATEMENT_TIMEOUT.multipliedBy(2);

    /// Kept of a function's time for the answer itself.
    public static final Duration RESPONSE_TIME_RESERVED = Duration.ofSeconds(1);

    /// A function is stopped after this long: `Timeout` in `template.yaml`.
    public static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(28);

    /// API Gateway gives up after this long (an HTTP API's own limit).
    public static final Duration API_TIMEOUT = Duration.ofSeconds(30);

    /// API Gateway waits this long for the authorizer (an HTTP API's own limit), which is stopped
    /// then: its `Timeout` in `template.yaml`.
    public static final Duration AUTHORIZER_TIMEOUT = Duration.ofSeconds(10);

    /// Characters of a token: the most that API Gateway takes of a request line and all headers.
    public static final int TOKEN_CHARACTERS = 10_240;

    /// The clocks of whoever signs tokens and of ours may differ by so much.
    public static final Duration TOKEN_LEEWAY = Duration.ofSeconds(60);

    /// Connecting to the key server may take this long; a function that starts may have to look up
    /// its name and find its way out of a private network first.
    public static final Duration KEY_SET_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// Each wait for something from the key server.
    public static final Duration KEY_SET_READ_TIMEOUT = Duration.ofSeconds(3);

    /// A key set that has not all come by then is given up, however steadily it drips.
    public static final Duration KEY_SET_FETCH_TIMEOUT = Duration.ofSeconds(5);

    /// Bytes of a key set: as many as API Gateway takes where it checks tokens itself, and enough
    /// for a few hundred keys.
    public static final int KEY_SET_BYTES_MAX = 150_000;

    /// A key set is taken for what it was this long: what a key outlives its removal by at most,
    /// while the key server answers.
    public static final Duration KEY_SET_LIFETIME = Duration.ofMinutes(10);

    /// Between two fetches of the key set, once there is one: however many tokens name keys that
    /// nobody knows, and however long the key server is down.
    public static final Duration KEY_SET_FETCH_INTERVAL = Duration.ofSeconds(10);

    /// While the key server is down, its last key set serves this long: a day is time to repair it,
    /// and an end for a key that was removed meanwhile.
    public static final Duration KEY_SET_STALE_LIFETIME = Duration.ofHours(24);

    /// How often a transaction is tried when it lost a deadlock or a serialization race.
    public static final int TRANSACTION_ATTEMPTS = 3;

    /// What a client is told to wait after a 503.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private Limits() {}
}

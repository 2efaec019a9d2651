package dev.kontor.shared;

import java.time.Duration;

/// Every limit, with its unit and its reason, by subject. `LimitsTest` asserts the relations
/// between them, and those to the numbers in `schema/` and `template.yaml`. The API's own limits
/// are described in `docs/api.md`.
public final class Limits {

    // Requests and responses

    /// Bytes of a request body, decoded.
    public static final int BODY_BYTES_MAX = 1 << 20;

    /// Bytes of a response body: Lambda passes on 6 MB at most.
    public static final int RESPONSE_BYTES_MAX = 6_000_000;

    /// Levels of nesting in a JSON body. No request of the API is deeper, and each level costs
    /// stack.
    public static final int JSON_DEPTH = 50;

    /// Digits before and after the point of a number in free JSON (settings, metadata): enough for
    /// any double, written out.
    public static final int JSON_NUMBER_DIGITS = 400;

    /// Field errors that one response lists. The response must fit into [#RESPONSE_BYTES_MAX]
    /// however much is wrong.
    public static final int ERRORS_SHOWN_MAX = 50;

    /// Characters that a response shows of the name of an unknown field, for the same reason.
    public static final int NAME_CHARACTERS_SHOWN_MAX = 100;

    /// Time that a client is told to wait after a 503.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /// Characters of an `X-Correlation-Id`: room for any id that services make, and short enough
    /// for a line of the log.
    public static final int CORRELATION_ID_CHARACTERS = 128;

    /// Hex digits of the hash that stands for a user in the log: 64 bits keep a million users
    /// apart.
    public static final int USER_HASH_CHARACTERS = 16;

    // Idempotency keys

    /// Characters of an `Idempotency-Key`: `varchar(255)`.
    public static final int IDEMPOTENCY_KEY_CHARACTERS = 255;

    /// Time for which an `Idempotency-Key` is kept.
    public static final Duration IDEMPOTENCY_KEY_LIFETIME = Duration.ofHours(24);

    /// Statements whose plans a connection keeps. A function uses a few; a list with all its filters
    /// has hundreds, and each plan takes the server some hundred kilobytes.
    public static final int PLANS_PER_CONNECTION = 128;

    // Lists

    /// Items on a page when the request names no limit (S13).
    public static final int PAGE_ITEMS_DEFAULT = 20;

    /// Items on a page at most.
    public static final int PAGE_ITEMS_MAX = 100;

    /// The highest page number. The database reads all rows before a far page; a cursor avoids
    /// that.
    public static final int PAGE_NUMBER_MAX = 100_000;

    // Files, folders and tags. Characters are Unicode code points.

    /// Characters of the name of a file or folder: `varchar(500)`.
    public static final int NAME_CHARACTERS = 500;

    /// Characters of a description or comment: a page of text. A full page of items with the
    /// longest descriptions fits into [#RESPONSE_BYTES_MAX].
    public static final int DESCRIPTION_CHARACTERS = 5_000;

    /// Characters of a MIME type: `varchar(255)`, twice what RFC 6838 allows for each half.
    public static final int MIME_TYPE_CHARACTERS = 255;

    /// Characters of a tag's name. A full page of files with [#TAGS_PER_FILE] of the longest fits
    /// into [#RESPONSE_BYTES_MAX].
    public static final int TAG_NAME_CHARACTERS = 100;

    /// Characters of a tag's colour, in printable ASCII: `varchar(50)`, room for any CSS colour.
    public static final int COLOR_CHARACTERS = 50;

    /// Tags of one file: every file in a list shows all of its own.
    public static final int TAGS_PER_FILE = 20;

    /// Ancestors that a folder's path shows: the nearest. A tree may be deeper, but the response must
    /// fit into [#RESPONSE_BYTES_MAX].
    public static final int ANCESTORS_SHOWN_MAX = 1_000;

    /// The last number that `onConflict=rename` tries in "name (2).ext".
    public static final int RENAME_NUMBER_MAX = 10_000;

    /// Files and folders that one request changes at once: all their updates take well below a second.
    public static final int ITEMS_PER_REQUEST = 1_000;

    // Content

    /// Bytes of a file that comes in one PUT: the most that S3 takes (5 GiB).
    public static final long FILE_BYTES_MAX = 5L << 30;

    /// Bytes of a file that comes in parts (5 TiB).
    public static final long FILE_IN_PARTS_BYTES_MAX = 5L << 40;

    /// Parts of one upload: S3's own limit.
    public static final int PARTS_MAX = 10_000;

    /// Bytes of every part but the last: the least that S3 takes (5 MiB).
    public static final long PART_BYTES_MIN = 5L << 20;

    /// Parts that one request signs, and parts that S3 lists at a time. A response with as many long
    /// links fits into [#RESPONSE_BYTES_MAX].
    public static final int PARTS_PER_REQUEST = 1_000;

    /// Time after which an upload in parts is given up. It is the rule of the bucket's lifecycle in
    /// `template.yaml`, by which S3 drops the parts.
    public static final Duration UPLOAD_IN_PARTS_LIFETIME = Duration.ofDays(7);

    /// Characters of a part's entity tag.
    public static final int PART_ETAG_CHARACTERS = 100;

    /// Ranges of missing parts that an error lists.
    public static final int MISSING_PARTS_SHOWN_MAX = 20;

    /// Bytes of a quota: the largest whole number that JSON carries exactly to every client
    /// (2^53 - 1), which is 9 PB.
    public static final long QUOTA_BYTES_MAX = (1L << 53) - 1;

    /// Time for which a presigned request can be begun. It admits whoever has it, so this is no
    /// longer than a client needs. An upload or download that has begun may go on.
    public static final Duration PRESIGNED_LIFETIME = Duration.ofMinutes(15);

    /// Age at which a file whose content has not arrived is cleaned up.
    public static final Duration UNFINISHED_UPLOAD_LIFETIME = Duration.ofHours(24);

    /// Bytes of the name that a download is saved under: most file systems hold no more.
    public static final int FILE_SYSTEM_NAME_BYTES = 255;

    /// Time to connect to S3.
    public static final Duration STORAGE_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// Time of each wait for data from S3.
    public static final Duration STORAGE_READ_TIMEOUT = Duration.ofSeconds(5);

    /// Time within which the next page of an upload's parts may be asked for. A list has ten at most.
    public static final Duration STORAGE_LIST_START_TIME_MAX = Duration.ofSeconds(3);

    /// Time of each wait for data from S3 while it puts an object together.
    public static final Duration STORAGE_COMPLETION_READ_TIMEOUT = Duration.ofSeconds(10);

    /// Time for the whole of S3's response to that. S3 may take minutes, and sends blanks meanwhile.
    /// The client then asks again.
    public static final Duration STORAGE_COMPLETION_TIMEOUT = Duration.ofSeconds(12);

    /// Requests to S3 at the same time, each over a connection of its own.
    public static final int STORAGE_CONNECTIONS = 16;

    /// Objects that are deleted in one transaction together with their rows in the queue.
    public static final int OBJECTS_PER_DELETION = 200;

    /// Time within which that transaction may begin to delete objects. The last deletion may take
    /// [#STORAGE_CONNECT_TIMEOUT] and [#STORAGE_READ_TIMEOUT] more, and all of it fits into
    /// [#IDLE_IN_TRANSACTION_TIMEOUT].
    public static final Duration OBJECT_DELETION_START_TIME_MAX = Duration.ofSeconds(2);

    // Exports

    /// Time for which a finished export can be downloaded.
    public static final Duration EXPORT_LIFETIME = Duration.ofDays(7);

    /// Time within which a user gets the same export again: each one reads everything that they store.
    public static final Duration EXPORT_INTERVAL = Duration.ofHours(24);

    /// Time in which an export is written at the longest. Then S3 drops its parts, by the same rule as
    /// those of other uploads.
    public static final Duration EXPORT_WRITING_TIME_MAX = UPLOAD_IN_PARTS_LIFETIME;

    /// Bytes of an export (5 TiB). Content beyond is left out, and named in it.
    public static final long EXPORT_BYTES_MAX = 5L << 40;

    /// Bytes of an export that are kept for what is no content: its lists, and its directory.
    public static final long EXPORT_BYTES_RESERVED = 8L << 30;

    /// Bytes by which each part of an export is larger than the one before, from [#PART_BYTES_MIN] on.
    /// So nobody has to know its size before, small exports need little room on the disk, and
    /// [#PARTS_MAX] parts hold [#EXPORT_BYTES_MAX]. The last one has a little more than a gigabyte.
    public static final long EXPORT_PART_GROWTH_BYTES = 110_000;

    /// Bytes of content that are read from S3 at a time. They are held in memory.
    public static final int EXPORT_READ_BYTES = 8 << 20;

    /// Entries of an export that are written between two commits, at most: one statement updates them.
    public static final int EXPORT_ENTRIES_PER_COMMIT = 5_000;

    /// Entries of an export from which on each of its steps has the planner count them, once.
    public static final int EXPORT_ENTRIES_TO_ANALYZE = 1_000;

    /// Rows that an export reads at a time, and writes as one piece.
    public static final int EXPORT_ROWS_PER_PIECE = 500;

    /// Time after which an export's position is kept, at the latest. A failure costs no more work.
    public static final Duration EXPORT_COMMIT_INTERVAL = Duration.ofMinutes(1);

    /// Time after which another step goes on with an export, if the one before it has not been heard of:
    /// [#EXPORT_COMMIT_INTERVAL], and time to upload the largest part.
    public static final Duration EXPORT_LEASE = Duration.ofMinutes(5);

    /// Attempts to go on with an export from the same position, or to begin it anew. Then it has failed.
    public static final int EXPORT_ATTEMPTS_MAX = 6;

    /// Time after which the clean-up wakes an export whose event was lost.
    public static final Duration EXPORT_SILENCE_MAX = Duration.ofMinutes(10);

    /// Bytes of the path of a folder in an export. A deeper one stands under its id, since Windows takes
    /// paths of 260 characters.
    public static final int EXPORT_PATH_BYTES = 300;

    /// Attempts at a request to S3 in the course of an export, with a short wait between them.
    public static final int EXPORT_REQUEST_ATTEMPTS = 3;

    // The trash, and other clean-up

    /// Days after which an item of the trash is purged, unless the operator chooses otherwise.
    public static final int TRASH_RETENTION_DAYS_DEFAULT = 30;

    /// Days that an operator can choose at most: ten years.
    public static final int TRASH_RETENTION_DAYS_MAX = 3_650;

    /// Items of the trash that one statement marks as deleted for good: well within
    /// [#STATEMENT_TIMEOUT].
    public static final int TRASH_ITEMS_PER_STATEMENT = 10_000;

    /// Rows of each kind that one statement of a clean-up deletes: well within
    /// [#STATEMENT_TIMEOUT].
    public static final int PURGE_ROWS_PER_STATEMENT = 1_000;

    /// Steps of [#PURGE_ROWS_PER_STATEMENT] that a request takes before it leaves the rest to the
    /// schedule: enough for an ordinary folder, and well within [#FUNCTION_TIMEOUT].
    public static final int PURGE_STEPS_PER_REQUEST = 3;

    /// Time after which an erasure begins no further statement in its transaction. The last statement,
    /// and the commit, still fit into [#FUNCTION_TIMEOUT]. A request answers no earlier than this after the
    /// mark, unless all is gone: longer than [#KNOWN_USER_LIFETIME], so that by then nobody sees the rest.
    public static final Duration ERASURE_TIME = Duration.ofSeconds(12);

    // Lists

    /// Rows that a list sorts for each page, where no index has them in its order. Sorting these takes
    /// some ten milliseconds.
    public static final int SORTED_ROWS = 5_000;

    /// Rows that a list reads in order to fill a page, where more than [#SORTED_ROWS] meet its filter.
    /// That fills the largest page when one in a hundred meets all filters.
    public static final int WALKED_ROWS = 10_000;

    /// Rows of one filter that a list rather sorts than those of another, where a walk has not filled
    /// the page.
    public static final int SORTED_ROWS_AFTER_WALK = 20_000;

    // Search

    /// Characters of the text to search for: as many as of the longest name.
    public static final int SEARCH_CHARACTERS = NAME_CHARACTERS;

    /// Files and folders that a search reads, newest first, before it asks the trigram index. That
    /// fills a page when one in 250 matches; for a rarer text the index has few enough places, even
    /// in a store of a million files.
    public static final int SEARCH_WALKED_ROWS = 5_000;

    /// Files and folders that a search reads for a text without a trigram, where no index helps. A
    /// tag or folder with fewer files than this is read whole.
    public static final int SEARCH_SCANNED_ROWS = 20_000;

    /// The highest total that a search counts to where it cannot read everything. Each place in the
    /// index has to be looked up in the table: a slow disk reads a thousand in a third of a second.
    public static final int SEARCH_COUNTED_ROWS = 1_000;

    // Shares

    /// Characters of a share's password: twice what OWASP asks to allow for, and cheap to hash.
    public static final int PASSWORD_CHARACTERS = 128;

    /// Iterations of PBKDF2 with HMAC-SHA-256 for a new password: as OWASP's password storage cheat
    /// sheet recommends.
    public static final int PASSWORD_ITERATIONS = 600_000;

    /// Attempts at a share's password in a row: wrong ones, and all that are under way. Enough for
    /// typing errors, and for a page that fetches several files at once.
    public static final int PASSWORD_ATTEMPTS_MAX = 10;

    /// Time after which one more attempt is allowed: 1,440 a day, too few to guess a password of
    /// any worth. Someone who keeps guessing uses up the attempts of those who know it.
    public static final Duration PASSWORD_ATTEMPT_INTERVAL = Duration.ofMinutes(1);

    /// Downloads that a share can be limited to: more than a billion is a typing error.
    public static final int SHARE_DOWNLOADS_MAX = 1_000_000_000;

    // Credits

    /// Credits of a balance, and of one transaction: the largest whole number that JSON carries
    /// exactly to every client (2^53 - 1).
    public static final long CREDITS_MAX = (1L << 53) - 1;

    /// Time that a hold lasts, unless it says another.
    public static final Duration HOLD_LIFETIME_DEFAULT = Duration.ofMinutes(15);

    public static final Duration HOLD_LIFETIME_MIN = Duration.ofMinutes(1);

    /// As long as the slowest work that anyone should reserve credits for.
    public static final Duration HOLD_LIFETIME_MAX = Duration.ofDays(7);

    /// Holds that one statement ends when they have expired: a fifth of a second. All at once would take
    /// more than [#STATEMENT_TIMEOUT] where a user has tens of thousands, and nothing else could be done.
    public static final int HOLDS_ENDED_AT_ONCE = 2_000;

    /// Days of a summary: a year.
    public static final int SUMMARY_DAYS_MAX = 366;

    /// Bytes of a transaction's metadata, as compact JSON. A full page of transactions with the
    /// longest metadata fits into [#RESPONSE_BYTES_MAX].
    public static final int METADATA_BYTES_MAX = 8 << 10;

    // Purchases

    /// Characters of a package's name: `varchar(100)`.
    public static final int PACKAGE_NAME_CHARACTERS = 100;

    /// The highest price, in the currency's smallest unit: Stripe takes 12 digits in some currencies,
    /// and 8 in most.
    public static final long PRICE_MAX = 999_999_999_999L;

    /// Places in the order of packages: as many as anyone can need.
    public static final int SORT_ORDER_MAX = 1_000_000;

    /// Characters of an id that Stripe gave: as long as Stripe says they can become.
    public static final int STRIPE_ID_CHARACTERS = 255;

    /// Characters of a payment link's URL.
    public static final int PAYMENT_URL_CHARACTERS = 2_000;

    /// Difference allowed between the time of a signature of Stripe's and the arrival of its event:
    /// as Stripe's own libraries have it. An older event may be one that somebody recorded.
    public static final Duration STRIPE_TOLERANCE = Duration.ofMinutes(5);

    // Settings

    /// Bytes of one settings document, as compact JSON.
    public static final int SETTINGS_BYTES_MAX = 64 << 10;

    /// Characters of an app's id: `varchar(100)`.
    public static final int APP_ID_CHARACTERS = 100;

    // Users and tokens

    /// Characters of a user id, whether Better Auth makes it or an app does.
    public static final int USER_ID_CHARACTERS = 255;

    /// Characters of an e-mail address: 64 before the @ and 255 after it (RFC 5321).
    public static final int EMAIL_CHARACTERS = 320;

    /// Characters of a role, or of several separated by commas.
    public static final int ROLE_CHARACTERS = 255;

    /// Characters of a token's scope, all its words together. API Gateway hands it on.
    public static final int SCOPE_CHARACTERS = 1000;

    /// Users of whom one process remembers that their rows are written: a few megabytes.
    public static final int KNOWN_USERS_MAX = 5_000;

    /// Time after which a process looks again whether a user's row is there, and whether the user is being
    /// erased: less than [#ERASURE_TIME].
    public static final Duration KNOWN_USER_LIFETIME = Duration.ofSeconds(10);

    /// Tags of one user.
    public static final int USER_TAGS_MAX = 50;

    /// Characters of a user's tag.
    public static final int USER_TAG_CHARACTERS = 100;

    /// Characters of a token: the most that API Gateway takes for the request line and all headers.
    public static final int TOKEN_CHARACTERS = 10_240;

    /// Time for which API Gateway keeps what the authorizer said of a token: `ReauthorizeEvery` in
    /// `template.yaml`.
    public static final Duration VERDICT_LIFETIME = Duration.ofSeconds(60);

    /// Difference allowed between the clock of the token's issuer and ours.
    public static final Duration TOKEN_LEEWAY = Duration.ofSeconds(60);

    /// Time to connect to the key server. A function that starts may have to look up the server's
    /// name and find its way out of a private network first.
    public static final Duration KEY_SET_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// Time to receive a whole key set, the connection included: a sign-in service that starts may
    /// take 8 s, and [#AUTHORIZER_TIMEOUT] leaves no more.
    public static final Duration KEY_SET_FETCH_TIMEOUT = Duration.ofSeconds(9);

    /// Bytes of a key set: as many as API Gateway takes where it checks tokens itself, and enough
    /// for a few hundred keys.
    public static final int KEY_SET_BYTES_MAX = 150_000;

    /// Time for which a fetched key set is used without asking again. While the key server answers,
    /// a removed key is accepted for this long at most.
    public static final Duration KEY_SET_LIFETIME = Duration.ofMinutes(10);

    /// Time between two fetches of the key set in the long run, once there is one, however many
    /// tokens name unknown keys; and between any two while the key server is down.
    public static final Duration KEY_SET_FETCH_INTERVAL = Duration.ofSeconds(10);

    /// Fetches of the key set that may follow one another at once: a key that signs for the first
    /// time is then found at once, even where somebody else's token has just named an unknown key.
    public static final int KEY_SET_FETCHES_AT_ONCE = 5;

    /// Ids of keys that are remembered as missing in a key set: enough for any service's removed
    /// keys, and a bound on what a flood of made-up ids takes.
    public static final int KEY_SET_MISSING_IDS = 100;

    /// Time for which the last key set is used while the key server is down: a day to repair it,
    /// and an end for a key that was removed meanwhile.
    public static final Duration KEY_SET_STALE_LIFETIME = Duration.ofHours(24);

    // The database

    /// Connections of one process (S1).
    public static final int POOL_CONNECTIONS = 10;

    /// Time after which an idle connection is closed (S1).
    public static final Duration POOL_IDLE_TIMEOUT = Duration.ofSeconds(20);

    /// Time that a request waits for a connection, including a new one (S1).
    public static final Duration POOL_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /// Time of a statement: `statement_timeout` of the role `kontor_app`.
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);

    /// Time of a statement that restores a subtree. Every index of `files` gains an entry for each
    /// file, which takes four times as long as deleting them, and that may take
    /// [#STATEMENT_TIMEOUT].
    public static final Duration SUBTREE_STATEMENT_TIMEOUT = Duration.ofSeconds(23);

    /// Time that a statement waits for a lock: `lock_timeout` of the role `kontor_app`.
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(4);

    /// Time that a transaction may be idle: `idle_in_transaction_session_timeout` of the role
    /// `kontor_app`.
    public static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    /// The longest that one step takes: the wait for a connection; a statement and the commit
    /// behind it; or finding out that the server is gone. A step is not begun when less time than
    /// this is left.
    public static final Duration DATABASE_STEP_TIME_MAX = STATEMENT_TIMEOUT.multipliedBy(2);

    /// Attempts at a transaction that lost a deadlock or a serialization race.
    public static final int TRANSACTION_ATTEMPTS = 3;

    // Functions

    /// Time of a function: `Timeout` in `template.yaml`.
    public static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(28);

    /// Part of a function's time that is kept for the response.
    public static final Duration RESPONSE_TIME_RESERVED = Duration.ofSeconds(1);

    /// Time of the function that writes exports: its `Timeout` in `template.yaml`, the most that Lambda
    /// allows.
    public static final Duration EXPORT_FUNCTION_TIMEOUT = Duration.ofMinutes(15);

    /// Part of that time that is kept for the last part, its commit, and the next step's event.
    public static final Duration EXPORT_TIME_RESERVED = Duration.ofMinutes(4);

    /// Time of the authorizer: its `Timeout` in `template.yaml`. API Gateway waits no longer (an
    /// HTTP API's own limit).
    public static final Duration AUTHORIZER_TIMEOUT = Duration.ofSeconds(10);

    /// Time after which API Gateway gives up (an HTTP API's own limit).
    public static final Duration API_TIMEOUT = Duration.ofSeconds(30);

    private Limits() {}
}

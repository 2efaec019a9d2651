package dev.kontor.credits;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.untilNotUnderWay;
import static dev.kontor.testing.Store.value;

import dev.kontor.idempotency.IdempotencyKeys;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.migrations.testing.ChildProcess;
import dev.kontor.shared.Environment;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.DatabaseConfig;
import dev.kontor.testing.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One of several processes at one account. Each request has a key, which also is the description
/// of its transaction.
///
/// `spend NUMBER ROUNDS` makes requests by four threads and prints a line for each: `new`, `again`
/// (replayed) or `refused`, the key, and the transaction's id. `hold KEY` spends one credit, prints
/// `held`, and never comes to commit it.
final class CreditsProcess {

    static final int THREADS = 4;

    private static final String ADMIN = "an admin";
    private static final String REPLAYED = "again ";
    private static final String NEW = "new ";

    private final Credits credits;
    private final IdempotencyKeys keys;

    private CreditsProcess(Database database) {
        this.credits = new Credits(database);
        this.keys = new IdempotencyKeys(database);
    }

    public static void main(String[] arguments) {
        ChildProcess.endWithParent();
        try (var database = new Database(DatabaseConfig.from(new Environment(System.getenv())))) {
            var process = new CreditsProcess(database);
            if (arguments[0].equals("hold")) {
                process.hold(arguments[1]);
            } else {
                var number = arguments[1];
                var rounds = Integer.parseInt(arguments[2]);
                Race.of(THREADS, thread -> process.spend(number, thread, rounds))
                        .forEach(lines -> lines.forEach(System.out::println));
            }
        }
    }

    private void hold(String key) {
        keys.once(
                request(USER, "UseCredits", key),
                () -> {
                    var used = use(key, 1).get();
                    System.out.println("held");
                    sleepForEver();
                    return used;
                },
                id -> id,
                id -> id);
    }

    /// Half of the keys are used by the same thread of every process, in the same order, so at
    /// about the same time; the other half once. In between, credits are given and given back.
    private List<String> spend(String number, int thread, int rounds) {
        var lines = new ArrayList<String>();
        @Nullable UUID lastUsage = null;
        for (var round = 0; round < rounds; round++) {
            var own = number + " " + thread + " " + round;
            var isShared = round % 2 == 0;
            var key = isShared ? "shared " + thread + " " + round : "own " + own;
            var used = once(USER, "UseCredits", key, use(key, 1 + round % 3), lines);
            if (!isShared && used != null) {
                lastUsage = used;
            }
            if (round % 10 == 5 && lastUsage != null) {
                var isWhole = round % 20 == 5;
                var refund = new NewRefund(lastUsage, isWhole ? null : 1L, "refund " + own);
                once(ADMIN, "RefundCredits", "refund " + own, () -> id(credits.refund(refund)), lines);
                lastUsage = null;
            }
            if (round % 25 == 7) {
                var given = "grant " + own;
                var grant = new NewTransaction(TransactionType.BONUS, 3, null, given, JsonText.EMPTY_OBJECT, null);
                for (var time = 0; time < 2; time++) {
                    once(ADMIN, "GrantCredits", given, () -> id(credits.add(USER, grant)), lines);
                }
            }
        }
        return lines;
    }

    private Supplier<Result<String>> use(String key, long amount) {
        var usage = new NewTransaction(TransactionType.USAGE, -amount, null, key, JsonText.EMPTY_OBJECT, null);
        return () -> id(credits.add(USER, usage));
    }

    /// @return the id of what was done; null when it was refused
    private @Nullable UUID once(
            String user, String operation, String key, Supplier<Result<String>> work, List<String> lines) {
        var result = untilNotUnderWay(() -> keys.once(
                request(user, operation, key),
                () -> work.get().map(id -> NEW + id),
                answer -> answer.substring(NEW.length()),
                id -> REPLAYED + id));
        if (result instanceof Result.Err<String> error && error.code() == ErrorCode.INSUFFICIENT_CREDITS) {
            lines.add("refused " + key);
            return null;
        }
        var answer = value(result);
        var id = answer.substring(answer.indexOf(' ') + 1);
        lines.add(answer.replace(id, key + " " + id));
        return UUID.fromString(id);
    }

    private static Result<String> id(Result<Entry> entry) {
        return entry.map(made -> made.transaction().id().toString());
    }

    private static KeyedRequest request(String user, String operation, String key) {
        return new KeyedRequest(user, operation, key, Sha256.hex(key));
    }

    private static void sleepForEver() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

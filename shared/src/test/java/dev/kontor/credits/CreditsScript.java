package dev.kontor.credits;

import static dev.kontor.testing.Store.USER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import dev.kontor.testing.TestClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs a script of what happens to one user's credits, a line at a time:
///
/// `SECOND COMMAND -> EXPECTED`, where the second may have a `-`: a microsecond before it. The commands
/// are `grant NAME AMOUNT [until SECOND]`, `take AMOUNT`, `spend NAME AMOUNT`, `refund NAME [AMOUNT]`,
/// `hold NAME AMOUNT until SECOND`, `settle NAME [AMOUNT]`, `release NAME` and `balance`. Expected is
/// `AMOUNT/AVAILABLE`, or the code of the error. After each line, the balance is the sum of the ledger
/// that anyone can list, and the invariants hold.
final class CreditsScript {

    private static final Pattern LINE =
            Pattern.compile("(\\d+)(-?) +(\\w+)(?: ([a-z]\\w*))?(?: (-?\\d+))?(?: until (\\d+))? +-> (\\S+)");

    private static final Instant BEGIN = Instant.parse("2100-01-01T00:00:00Z");

    private final Store store;
    private final TestClock clock;
    private final Map<String, UUID> transactions = new HashMap<>();
    private final Map<String, UUID> holds = new HashMap<>();

    /// @param amount null where the command has none
    /// @param until null where the command has none
    private record Command(
            String verb,
            String name,
            @Nullable Long amount,
            @Nullable Instant until) {}

    CreditsScript(Store store) throws SQLException {
        this.store = store;
        this.clock = new TestClock(store.postgres(), BEGIN);
    }

    void run(String script) throws SQLException {
        for (var line : script.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList()) {
            run(line, LINE.matcher(line));
        }
    }

    private void run(String line, Matcher parts) throws SQLException {
        assertThat(parts.matches()).as("is a line of a script: %s", line).isTrue();
        var second = at(parts.group(1));
        clock.set(parts.group(2).isEmpty() ? second : second.minusNanos(1_000));
        var amount = parts.group(5);
        var until = parts.group(6);
        var command = new Command(
                parts.group(3),
                parts.group(4) == null ? "" : parts.group(4),
                amount == null ? null : Long.valueOf(amount),
                until == null ? null : at(until));

        var answer = perform(command);

        assertThat(shown(answer)).as(line).isEqualTo(parts.group(7));
        assertThat(ledger().items().stream().mapToLong(Transaction::amount).sum())
                .as("sum of the ledger after: %s", line)
                .isEqualTo(balance().amount());
        if (answer instanceof Result.Ok<Balance>(var shown)) {
            assertThat(shown).as(line).isEqualTo(balance());
        }
        Invariants.assertHold(store.postgres());
    }

    private static Instant at(String second) {
        return BEGIN.plusSeconds(Long.parseLong(second));
    }

    private static String shown(Result<Balance> answer) {
        return switch (answer) {
            case Result.Ok<Balance>(var balance) -> balance.amount() + "/" + balance.available();
            case Result.Err<Balance> error -> error.code().name();
        };
    }

    private Result<Balance> perform(Command command) {
        var amount = command.amount() == null ? 0 : command.amount();
        return switch (command.verb()) {
            case "balance" -> store.credits().balance(USER);
            case "grant" -> entry(command.name(), add(TransactionType.BONUS, amount, command.until()));
            case "take" -> entry("", add(TransactionType.ADJUSTMENT, -amount, null));
            case "spend" -> entry(command.name(), add(TransactionType.USAGE, -amount, null));
            case "refund" -> entry("", store.credits().refund(refund(command)));
            case "hold" -> held(command.name(), store.holds().create(USER, hold(command)));
            case "settle" ->
                store.holds()
                        .settle(caller(), id(holds, command), command.amount(), null)
                        .map(settlement -> {
                            transactions.put(
                                    command.name(), settlement.transaction().id());
                            return settlement.balance();
                        });
            case "release" -> held("", store.holds().release(caller(), id(holds, command)));
            default -> throw new AssertionError(command);
        };
    }

    private Result<Entry> add(TransactionType type, long amount, @Nullable Instant until) {
        return store.credits()
                .add(USER, new NewTransaction(type, amount, null, "", JsonText.EMPTY_OBJECT, null, until));
    }

    private NewRefund refund(Command command) {
        return new NewRefund(id(transactions, command), command.amount(), "");
    }

    private NewHold hold(Command command) {
        var lifetime = Duration.between(clock.now(), command.until());
        return new NewHold(USER, requireNonNull(command.amount()), "app", "work", JsonText.EMPTY_OBJECT, lifetime);
    }

    private static UUID id(Map<String, UUID> ids, Command command) {
        return requireNonNull(ids.get(command.name()), command.name());
    }

    private static HoldCaller caller() {
        return new HoldCaller(USER, false);
    }

    private Result<Balance> entry(String name, Result<Entry> result) {
        return result.map(entry -> {
            transactions.put(name, entry.transaction().id());
            return entry.balance();
        });
    }

    private Result<Balance> held(String name, Result<HeldCredits> result) {
        return result.map(held -> {
            holds.put(name, held.hold().id());
            return held.balance();
        });
    }

    Balance balance() {
        return Store.value(store.credits().balance(USER));
    }

    /// The ledger, newest first.
    Page<Transaction> ledger() {
        return Store.value(store.credits()
                .transactions(new ListRequest<>(
                        USER, new TransactionFilter(null), SortKey.CREATED_AT, true, 1, 1_000, null)));
    }
}

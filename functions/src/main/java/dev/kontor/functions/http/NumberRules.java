package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Makes rules for whole numbers.
final class NumberRules {

    /// No more than an int has.
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,9}");

    private NumberRules() {}

    /// A number in a body, written with an exponent or a point too (`1e3`, `2.0`).
    static Rule<Long> wholeNumber(long min, long max) {
        return new Rule<>(min, raw -> {
            if (raw instanceof Number number) {
                try {
                    var value = new BigDecimal(number.toString()).longValueExact();
                    if (value >= min && value <= max) {
                        return value;
                    }
                } catch (ArithmeticException e) {
                    // falls through to the error below
                }
            }
            throw outside(min, max);
        });
    }

    /// A number from 0 in a path or query, as JSON writes it: [Integer#parseInt] also takes a plus and
    /// the digits of other scripts.
    static Rule<Integer> wholeNumberText(int min, int max) {
        return new Rule<>(min, raw -> {
            if (raw instanceof String text && DIGITS.matcher(text).matches()) {
                var value = Long.parseLong(text);
                if (value >= min && value <= max) {
                    return (int) value;
                }
            }
            throw outside(min, max);
        });
    }

    private static Broken outside(long min, long max) {
        return new Broken("must be a whole number from %d to %d".formatted(min, max));
    }
}

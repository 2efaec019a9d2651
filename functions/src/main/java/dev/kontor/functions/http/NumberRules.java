package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import java.math.BigDecimal;

/// Makes rules for whole numbers.
final class NumberRules {

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

    /// A number in a path or query.
    static Rule<Integer> wholeNumberText(int min, int max) {
        return new Rule<>(min, raw -> {
            try {
                var value = Integer.parseInt((String) raw);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // falls through to the error below
            }
            throw outside(min, max);
        });
    }

    private static Broken outside(long min, long max) {
        return new Broken("must be a whole number from %d to %d".formatted(min, max));
    }
}

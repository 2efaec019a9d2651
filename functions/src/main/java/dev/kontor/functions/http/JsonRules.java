package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import dev.kontor.functions.json.Json;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes rules for JSON whose members the client chooses.
final class JsonRules {

    /// Any JSON value that `jsonb` can hold, at every depth.
    static final Rule<Object> ANY = new Rule<>("", raw -> {
        checkStorable(raw);
        return raw;
    });

    /// A JSON object, to be read by its members.
    @SuppressWarnings("unchecked") // Json makes maps with these keys
    static final Rule<Map<String, @Nullable Object>> MEMBERS = new Rule<>(Map.<String, @Nullable Object>of(), raw -> {
        if (raw instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw new Broken("must be a JSON object");
    });

    private JsonRules() {}

    /// A JSON object that `jsonb` can hold, written without white space.
    ///
    /// @param maxBytes in UTF-8
    static Rule<JsonText> object(int maxBytes) {
        return new Rule<>(JsonText.EMPTY_OBJECT, raw -> {
            if (!(raw instanceof Map<?, ?>)) {
                throw new Broken("must be a JSON object");
            }
            checkStorable(raw);
            var text = Json.write(raw);
            if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
                throw new Broken("must have at most %d bytes".formatted(maxBytes));
            }
            return new JsonText(text);
        });
    }

    private static void checkStorable(@Nullable Object value) throws Broken {
        switch (value) {
            case String text -> TextRules.checkCharacters(text);
            case Map<?, ?> object -> {
                for (var member : object.entrySet()) {
                    TextRules.checkCharacters((String) member.getKey());
                    checkStorable(member.getValue());
                }
            }
            case List<?> array -> {
                for (@Nullable Object item : array) {
                    checkStorable(item);
                }
            }
            case BigInteger number -> checkLength(new BigDecimal(number));
            case BigDecimal number -> checkLength(number);
            case null, default -> {}
        }
    }

    /// `jsonb` holds numbers as `numeric`, which has its limits. And a short number with a large
    /// exponent is long once it is written out.
    private static void checkLength(BigDecimal number) throws Broken {
        var digits = Limits.JSON_NUMBER_DIGITS;
        var before = number.precision() - (long) number.scale(); // beyond an int in 1e2147483647
        if (number.scale() > digits || before > digits) {
            throw new Broken(
                    "must not hold a number of more than %d digits before or after its point".formatted(digits));
        }
    }
}

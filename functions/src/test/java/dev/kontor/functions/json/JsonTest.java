package dev.kontor.functions.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.credits.TransactionType;
import dev.kontor.shared.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How values become JSON, and numbers stay what they are on the way.
class JsonTest {

    /// A record with a value of every kind that a response can hold.
    public record Everything(
            TransactionType word,
            JsonText json,
            UUID id,
            Instant time,
            List<@Nullable Object> values,
            @Nullable String nothing) {}

    @Test
    void aRecordIsWrittenByItsComponents() {
        var record = new Everything(
                TransactionType.USAGE,
                new JsonText("{\"a\": [1.10, null]}"),
                new UUID(0, 1),
                Instant.EPOCH,
                Arrays.asList(1, 2L, true, "\"\u0000é", null, Map.of("k", List.of())),
                null);

        assertThat(Json.write(record)).isEqualTo("""
            {"word":"usage","json":{"a": [1.10, null]},\
            "id":"00000000-0000-0000-0000-000000000001","time":"1970-01-01T00:00:00Z",\
            "values":[1,2,true,"\\"\\u0000é",null,{"k":[]}],"nothing":null}\
            """);
    }

    @Test
    void everyTransactionTypeIsItsWordInLowerCase() {
        assertThat(Json.write(List.of(TransactionType.values())))
                .isEqualTo("[\"purchase\",\"usage\",\"refund\",\"bonus\",\"adjustment\"]");
    }

    @Test
    void numbersAreWrittenInFullAndExactly() {
        var large = new BigInteger("9".repeat(40));
        var numbers = List.of(
                Long.MIN_VALUE,
                large,
                large.negate(),
                new BigDecimal("1.10"),
                new BigDecimal("1E+3"),
                new BigDecimal("-25E-7"),
                new BigDecimal("0E+2"),
                new BigDecimal("0.00"));

        assertThat(Json.write(numbers))
                .isEqualTo("[-9223372036854775808,%s,-%s,1.10,1000,-0.0000025,0,0.00]".formatted(large, large));
    }

    @Test
    void whatIsReadIsWrittenAgainAsItWas() throws Exception {
        var text = "{\"z\":9007199254740993,\"a\":[1.10,-0.5,123456789012345678901234567890,\"\\n"
                + "😀\"],\"\":{\"b\":null,\"c\":false}}";

        assertThat(Json.write(Json.readObject(text).orElseThrow())).isEqualTo(text);
    }

    @Test
    void aTypeThatNobodyThoughtOfIsAFault() {
        assertThatThrownBy(() -> Json.write(Map.of("a", new StringBuilder("b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StringBuilder");
    }
}

package dev.kontor.functions.json;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON text into plain values, strictly and exactly, and writes records as JSON text. It uses
/// Jackson's streaming core, which loads a fraction of the classes that data binding does
/// (docs/measurements.md has the numbers).
public final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.JSON_DEPTH)
                    .build())
            .build();

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private Json() {}

    /// Text that is not JSON. The message is shown to the client.
    public static final class MalformedJsonException extends Exception {
        private MalformedJsonException(String message) {
            super(message);
        }
    }

    /// Reads one JSON object in UTF-8.
    public static Optional<Map<String, @Nullable Object>> readObject(byte[] bytes) throws MalformedJsonException {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return readObject(text.toString());
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("is not valid UTF-8");
        }
    }

    /// Reads one JSON object. Its members are `Map` (in order), `List`, `String`, `Long`,
    /// `BigInteger`, `BigDecimal`, `Boolean` or null. Empty when the text is another kind of value.
    public static Optional<Map<String, @Nullable Object>> readObject(String text) throws MalformedJsonException {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var object = object(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("is not valid JSON: something follows the object");
            }
            return Optional.of(object);
        } catch (StreamConstraintsException e) {
            throw new MalformedJsonException("is nested deeper than %d levels, or has a name or number that is too long"
                    .formatted(Limits.JSON_DEPTH));
        } catch (NumberFormatException e) {
            throw new MalformedJsonException("has a number that is too large or too small");
        } catch (JacksonException e) {
            var location = e.getLocation();
            throw new MalformedJsonException(
                    "is not valid JSON: line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()));
        }
    }

    /// Writes a record (with all its components, also null ones), `Map`, `Collection`, `UUID`,
    /// `Instant`, text, number, boolean, enum (by its `toString`), or a [JsonText] as it is. Numbers
    /// have no exponent, so they are as long as PostgreSQL writes them.
    public static String write(@Nullable Object value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value);
        }
        return text.toString();
    }

    /// A record's components by name, in order, for a response that adds to them.
    public static Map<String, @Nullable Object> members(Record record) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (var component : COMPONENTS.get(record.getClass())) {
            members.put(component.getName(), valueOf(component, record));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) throws MalformedJsonException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new MalformedJsonException("is not valid JSON");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws MalformedJsonException {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws MalformedJsonException {
        var array = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case JsonText json -> generator.writeRawValue(json.text());
            case Record record -> writeRecord(generator, record);
            case Map<?, ?> map -> writeObject(generator, map);
            case Collection<?> items -> {
                generator.writeStartArray();
                items.forEach(item -> write(generator, item));
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Integer number -> generator.writeNumber(number.longValue());
            case Long number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number.toPlainString());
            case Boolean flag -> generator.writeBoolean(flag);
            case Enum<?> word -> generator.writeString(word.toString());
            case UUID id -> generator.writeString(id.toString());
            case Instant time -> generator.writeString(time.toString());
            default -> throw new IllegalArgumentException("not for JSON: " + value.getClass());
        }
    }

    private static void writeObject(JsonGenerator generator, Map<?, ?> members) {
        generator.writeStartObject();
        members.forEach((name, value) -> {
            generator.writeName((String) name);
            write(generator, value);
        });
        generator.writeEndObject();
    }

    private static void writeRecord(JsonGenerator generator, Record record) {
        generator.writeStartObject();
        for (var component : COMPONENTS.get(record.getClass())) {
            generator.writeName(component.getName());
            write(generator, valueOf(component, record));
        }
        generator.writeEndObject();
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("not a public record: " + record.getClass(), e);
        }
    }
}

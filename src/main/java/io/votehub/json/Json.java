package io.votehub.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strict JSON (RFC 8259): a single value without trailing content, no duplicate names, no NaN, at
 * most {@value #MAX_DEPTH} levels, numbers of at most {@value #MAX_NUMBER} characters. Whole
 * numbers become {@link Integer}, {@link Long} or {@link BigInteger}, all others {@link
 * BigDecimal}, so that no digit is lost.
 */
public final class Json {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NUMBER = 40;

  /** Duplicate names are found here: the parser's own detector allocates a fifth of a vote. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .build();

  private Json() {}

  /** JSON text to be written unchanged. */
  public record Raw(String text) {}

  /** Receives the fields of an object in their order. */
  @FunctionalInterface
  public interface Fields {
    /** A field with its complete value. */
    void field(String name, Object value);
  }

  /** Reads a value from its first token on. */
  private interface Reading<T> {
    T read(JsonParser parser, JsonToken first) throws IOException, BadJsonException;
  }

  /**
   * Reads an object.
   *
   * @throws BadJsonException if the text is not a JSON object
   */
  public static Map<String, Object> readObject(String text) throws BadJsonException {
    return read(
        text,
        (parser, first) -> {
          requireObject(first);
          return object(parser);
        });
  }

  /**
   * Reads an object field by field, without building a map.
   *
   * @throws BadJsonException if the text is not a JSON object; some fields may have been passed on
   *     by then
   */
  public static void readFields(String text, Fields fields) throws BadJsonException {
    read(
        text,
        (parser, first) -> {
          requireObject(first);
          fields(parser, fields);
          return fields;
        });
  }

  private static void requireObject(JsonToken first) throws BadJsonException {
    if (first != JsonToken.START_OBJECT) {
      throw new BadJsonException("A JSON object is wanted here");
    }
  }

  /**
   * Reads a value.
   *
   * @throws BadJsonException if the text is not a single JSON value
   */
  public static Object read(String text) throws BadJsonException {
    return read(text, Json::value);
  }

  private static <T> T read(String text, Reading<T> reading) throws BadJsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new BadJsonException("The message is empty");
      }
      T value = reading.read(parser, first);
      if (parser.nextToken() != null) {
        throw new BadJsonException("There is more after the end of the JSON value");
      }
      return value;
    } catch (JsonParseException fault) {
      throw invalid(fault.getLocation());
    } catch (IOException fault) {
      throw new BadJsonException("JSON that goes beyond the limits of depth or length");
    }
  }

  private static Object value(JsonParser parser, JsonToken token)
      throws IOException, BadJsonException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new BadJsonException("Not valid JSON");
    };
  }

  /** Bounds the exponent: a few characters can stand for a gigabyte of digits. */
  private static BigDecimal decimal(JsonParser parser) throws IOException, BadJsonException {
    try {
      BigDecimal number = parser.getDecimalValue();
      if (Math.abs((long) number.scale()) <= MAX_NUMBER) {
        return number;
      }
    } catch (NumberFormatException | ArithmeticException beyond) {
      // Said below, in the same words.
    }
    throw new BadJsonException("A number is beyond the limits");
  }

  private static Map<String, Object> object(JsonParser parser)
      throws IOException, BadJsonException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (object.containsKey(name)) {
        throw duplicate(parser);
      }
      object.put(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static void fields(JsonParser parser, Fields fields)
      throws IOException, BadJsonException {
    FieldNames names = new FieldNames();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (!names.add(name)) {
        throw duplicate(parser);
      }
      fields.field(name, value(parser, parser.nextToken()));
    }
  }

  private static BadJsonException duplicate(JsonParser parser) {
    return invalid(parser.currentLocation());
  }

  private static BadJsonException invalid(JsonLocation at) {
    return new BadJsonException("Not valid JSON at character " + Math.max(0, at.getCharOffset()));
  }

  private static List<Object> array(JsonParser parser) throws IOException, BadJsonException {
    List<Object> array = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      array.add(value(parser, token));
      token = parser.nextToken();
    }
    return array;
  }

  /** Writes a value made of maps, collections, strings, numbers, booleans and null. */
  public static String write(Object value) {
    SegmentedStringWriter text = new SegmentedStringWriter(FACTORY._getBufferRecycler());
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    try {
      return text.getAndClear();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String string) {
      out.writeString(string);
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      writeDouble(out, number);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number.toPlainString());
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Raw raw) {
      out.writeRawValue(raw.text());
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(out, item);
      }
      out.writeEndArray();
    } else {
      throw new IllegalArgumentException("Not a JSON value: " + value.getClass());
    }
  }

  /** Writes whole doubles as whole numbers, which is shorter and means the same. */
  private static void writeDouble(JsonGenerator out, double number) throws IOException {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      out.writeNumber((long) number);
    } else {
      out.writeNumber(number);
    }
  }
}

package io.votehub;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as ISO 8601 with its offset from UTC, or as milliseconds since 1970. */
final class MomentConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return text.chars().allMatch(Character::isDigit)
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException fault) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no moment: write it as 2026-11-28T20:15:00Z, 2026-11-28T21:15:00+01:00, or"
              + " as milliseconds since 1970");
    }
  }
}

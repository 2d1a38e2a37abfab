package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables are read as spreadsheets write them. */
class CsvReaderTest {
  private static List<CsvReader.Line> read(String text) {
    CsvReader reader = new CsvReader(text);
    List<CsvReader.Line> lines = new ArrayList<>();
    for (CsvReader.Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<List<String>> cells(String text) {
    return read(text).stream().map(CsvReader.Line::cells).toList();
  }

  @Test
  void quotedCellsHoldSeparatorsQuotesAndLineBreaks() {
    assertThat(cells("a,b\r\n\"x, \"\"y\"\"\r\nz\",2\r\n"))
        .containsExactly(List.of("a", "b"), List.of("x, \"y\"\r\nz", "2"));
  }

  @Test
  void semicolonsTabsByteOrderMarksAndAnyLineEndsAreRead() {
    assertThat(cells("\uFEFFa;b\n1;2,5")).containsExactly(List.of("a", "b"), List.of("1", "2,5"));
    assertThat(cells("a\tb\r1\t2")).containsExactly(List.of("a", "b"), List.of("1", "2"));
    assertThat(cells("\"a;\",b\n1,2")).containsExactly(List.of("a;", "b"), List.of("1", "2"));
  }

  @Test
  void linesKeepTheirNumbersAcrossBlankLinesAndLineBreaksInCells() {
    assertThat(read("a\n\n\"b\nc\"\nd").stream().map(CsvReader.Line::number))
        .containsExactly(1, 3, 5);
  }

  @Test
  void anUnclosedQuoteEndsWithTheTextAndEmptyCellsStay() {
    assertThat(cells("a,,\n\"b")).containsExactly(List.of("a", "", ""), List.of("b"));
    assertThat(cells("")).isEmpty();
    assertThat(cells("\n \n")).isEmpty();
  }
}

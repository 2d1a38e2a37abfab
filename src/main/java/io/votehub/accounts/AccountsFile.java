package io.votehub.accounts;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads accounts of another system: lines of CSV (RFC 4180, without line breaks in fields) under a
 * heading with {@code mail}, {@code name} and {@code hash} in any order, or JSON objects with these
 * fields, one a line. The hash is of bcrypt.
 */
final class AccountsFile {
  static final int MAX_LINES = 100_000;
  private static final int MAX_LINE = 2_000;
  private static final int MAX_NAME = 100;
  private static final int MAX_FAULTS = 20;

  /** Somebody to be imported. */
  record Person(String mail, Optional<String> name, String hash) {}

  /**
   * What a file says.
   *
   * @param faults sentences about lines that cannot be used, some of them where there are many
   */
  record Contents(List<Person> people, List<String> faults) {}

  private final List<Person> people = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private List<String> heading = List.of();

  private AccountsFile() {}

  static Contents read(BufferedReader lines) throws IOException {
    AccountsFile file = new AccountsFile();
    int number = 0;
    String line = lines.readLine();
    while (line != null && file.faults.size() < MAX_FAULTS) {
      number++;
      // The mark with which some editors begin a file.
      file.add(number, number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
      line = lines.readLine();
    }
    return new Contents(file.people, file.faults);
  }

  private void add(int number, String line) {
    if (line.isBlank()) {
      return;
    }
    if (people.size() >= MAX_LINES || line.length() > MAX_LINE) {
      faults.add(
          "Line " + number + ": at most " + MAX_LINES + " lines of " + MAX_LINE + " characters");
      return;
    }
    try {
      if (line.startsWith("{")) {
        Map<String, Object> json = Json.readObject(line);
        person(number, text(json.get("mail")), text(json.get("name")), text(json.get("hash")));
      } else if (heading.isEmpty()) {
        begin(number, cells(line));
      } else {
        List<String> cells = cells(line);
        person(number, cell(cells, "mail"), cell(cells, "name"), cell(cells, "hash"));
      }
    } catch (BadJsonException fault) {
      faults.add("Line " + number + ": not JSON");
    }
  }

  private void begin(int number, List<String> cells) {
    heading = cells.stream().map(each -> each.strip().toLowerCase(Locale.ROOT)).toList();
    if (!heading.contains("mail") || !heading.contains("hash")) {
      faults.add("Line " + number + ": the heading must name mail and hash, and may name name");
    }
  }

  private String cell(List<String> cells, String name) {
    int at = heading.indexOf(name);
    return at >= 0 && at < cells.size() ? cells.get(at) : "";
  }

  private static String text(Object value) {
    return value instanceof String text ? text : "";
  }

  private void person(int number, String typed, String name, String hash) {
    Optional<String> mail = Mails.read(typed);
    if (mail.isEmpty()) {
      faults.add("Line " + number + ": not a mail address");
    } else if (!PasswordHash.isImportable(hash.strip())) {
      faults.add("Line " + number + ": not a bcrypt hash with a cost of 4 to 14");
    } else if (name.strip().length() > MAX_NAME) {
      faults.add("Line " + number + ": the name has more than " + MAX_NAME + " characters");
    } else {
      people.add(
          new Person(
              mail.get(), Optional.of(name.strip()).filter(each -> !each.isEmpty()), hash.strip()));
    }
  }

  private static List<String> cells(String line) {
    char separator = line.indexOf(',') < 0 && line.indexOf(';') >= 0 ? ';' : ',';
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char each = line.charAt(i);
      if (each == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (each == '"') {
        quoted = !quoted;
      } else if (each == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(each);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}

package io.votehub.http;

import io.votehub.bus.IssuedMembers;
import io.votehub.bus.NewMembers;
import io.votehub.poll.ValidationErrors;
import io.votehub.poll.VoterId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and validates members that are to be added to a voter roll, of JSON or CSV. Throws a {@link
 * io.votehub.poll.Refusal} of {@code bad-request} with all faults and where they are.
 */
final class MemberReader {
  static final int MAX_AT_ONCE = 10_000;
  private static final int MAX_LABEL = 200;
  private static final int MAX_MAIL = 254;
  private static final String LABEL = "label";
  private static final String MAIL = "mail";
  private static final String WEIGHT = "weight";
  private static final Set<String> FIELDS = Set.of(LABEL, MAIL, WEIGHT);

  /** The names of columns, and what else people call them. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          LABEL, LABEL, "name", LABEL, MAIL, MAIL, "email", MAIL, "e-mail", MAIL, WEIGHT, WEIGHT,
          "gewicht", WEIGHT);

  /** An address with one '@'; whether mail reaches it, only sending tells. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s,;<>\\p{Cntrl}]+@[^@\\s,;<>\\p{Cntrl}]+");

  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  private final ValidationErrors faults = new ValidationErrors();

  private MemberReader() {}

  static boolean isAddress(String text) {
    return text.length() <= MAX_MAIL && ADDRESS.matcher(text).matches();
  }

  /** What was read. */
  record Read(List<NewMembers.Entry> entries, boolean several) {}

  /** One member, or a list of them. */
  static Read json(Object body) {
    MemberReader reader = new MemberReader();
    boolean several = body instanceof List<?>;
    List<NewMembers.Entry> entries = reader.list(several ? (List<?>) body : List.of(body), several);
    reader.faults.throwIfAny();
    return new Read(entries, several);
  }

  /** A table whose first line names the columns, in any order. */
  static Read csv(String text) {
    MemberReader reader = new MemberReader();
    List<NewMembers.Entry> entries = reader.table(new CsvReader(text));
    reader.faults.throwIfAny();
    return new Read(entries, true);
  }

  private void checkCount(int count) {
    if (count == 0 || count > MAX_AT_ONCE) {
      faults.add("", "Must be from 1 to " + MAX_AT_ONCE + " members");
      faults.throwIfAny();
    }
  }

  private List<NewMembers.Entry> list(List<?> given, boolean several) {
    checkCount(given.size());
    List<NewMembers.Entry> entries = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String pointer = several ? "/" + i : "";
      if (given.get(i) instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked")
        Map<String, ?> member = (Map<String, ?>) map;
        entries.add(entry(member, pointer, ""));
      } else {
        faults.add(pointer, "Must be an object");
      }
    }
    return entries;
  }

  private List<NewMembers.Entry> table(CsvReader csv) {
    CsvReader.Line head = csv.next();
    checkCount(head == null ? 0 : 1);
    List<String> columns = columns(head);
    List<NewMembers.Entry> entries = new ArrayList<>();
    for (CsvReader.Line line = csv.next(); line != null; line = csv.next()) {
      checkCount(entries.size() + 1);
      entries.add(row(columns, line));
    }
    checkCount(entries.size());
    return entries;
  }

  private List<String> columns(CsvReader.Line head) {
    List<String> columns =
        head.cells().stream()
            .map(cell -> COLUMNS.getOrDefault(cell.strip().toLowerCase(Locale.ROOT), ""))
            .toList();
    boolean known =
        columns.contains(LABEL)
            && !columns.contains("")
            && columns.stream().distinct().count() == columns.size();
    if (!known) {
      faults.add(
          "/" + head.number(),
          "Line "
              + head.number()
              + ": Must name the columns, label and, if you like, mail and weight");
      faults.throwIfAny();
    }
    return columns;
  }

  private NewMembers.Entry row(List<String> columns, CsvReader.Line line) {
    String pointer = "/" + line.number();
    String where = "Line " + line.number() + ": ";
    Map<String, Object> member = new HashMap<>();
    for (int i = 0; i < line.cells().size(); i++) {
      String cell = line.cells().get(i).strip();
      if (i >= columns.size() && !cell.isEmpty()) {
        faults.add(pointer, where + "Has more cells than the first line");
        break;
      }
      if (!cell.isEmpty()) {
        member.put(columns.get(i), columns.get(i).equals(WEIGHT) ? number(cell) : cell);
      }
    }
    return entry(member, pointer, where);
  }

  private static Object number(String cell) {
    return WHOLE.matcher(cell).matches() ? (Object) Integer.valueOf(cell) : cell;
  }

  private NewMembers.Entry entry(Map<String, ?> json, String pointer, String where) {
    faults.rejectUnknownFields(json, pointer, FIELDS);
    ValidationErrors own = new ValidationErrors();
    String label = own.text(json.get(LABEL), "/label", MAX_LABEL);
    Optional<String> mail = Optional.empty();
    if (json.get(MAIL) instanceof String text && isAddress(text)) {
      mail = Optional.of(text);
    } else if (json.get(MAIL) != null) {
      own.add("/mail", "Must be a mail address");
    }
    int weight = 1;
    if (json.get(WEIGHT) instanceof Integer number && number >= 1 && number <= VoterId.MAX_WEIGHT) {
      weight = number;
    } else if (json.get(WEIGHT) != null) {
      own.add("/weight", "Must be a whole number from 1 to " + VoterId.MAX_WEIGHT);
    }
    own.found().forEach(f -> faults.add(pointer + f.pointer(), where + f.detail()));
    return new NewMembers.Entry(label, mail, weight);
  }

  /** A new member with the secrets, as JSON. */
  static Map<String, Object> json(IssuedMembers.Issued member, String joinUrl) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", member.id());
    json.put(LABEL, member.entry().label());
    member.entry().mail().ifPresent(mail -> json.put(MAIL, mail));
    json.put(WEIGHT, member.entry().weight());
    json.put("code", member.code());
    // In the fragment, which browsers do not send, so that it is in no server's log.
    json.put("link", joinUrl + "#k=" + member.key());
    return json;
  }
}

package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlainText;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code text}: each ballot is a text of at most {@code maxLength} characters, possibly with line
 * breaks. The result lists the newest {@value #SHOWN} texts and the number of others in {@code
 * more}. Polls of this method need no options. The setting {@code moderated} hides entries until
 * they are approved, see {@link Moderation}.
 *
 * <p>One cell per ballot, named so that the newest sorts first: inverted time, id of the entry,
 * text. The id distinguishes equal texts of the same moment and is the same in every recount. It
 * does not reveal the voter: it is part of a digest that includes the voter's id, which is a secret
 * with enough entropy. Behind the text stands the word for which it is held, if it is.
 */
public final class OpenText implements VotingMethod {
  /**
   * The field of a ballot that names the listed word for which it is held; the hub sets it, never a
   * voter.
   */
  public static final String HELD = "held";

  private static final String NAME = "text";

  /** No text has control characters. */
  private static final char HELD_FOR = 1;

  private static final int SHOWN = 100;
  private static final int MAX_LENGTH = 2000;
  private static final int TIME_DIGITS = 16;
  private static final int ID_DIGITS = 16;

  /** An entry as encoded in its cell. */
  private record Entry(String id, long at, String text, String held) {
    static Entry of(String cell) {
      int textFrom = TIME_DIGITS + ID_DIGITS;
      long countdown = Long.parseLong(cell, 0, TIME_DIGITS, 16);
      int textTo = cell.indexOf(HELD_FOR, textFrom);
      return new Entry(
          cell.substring(TIME_DIGITS, textFrom),
          Long.MAX_VALUE - countdown,
          cell.substring(textFrom, textTo < 0 ? cell.length() : textTo),
          textTo < 0 ? "" : cell.substring(textTo + 1));
    }

    String cell() {
      String start = HexFormat.of().toHexDigits(Long.MAX_VALUE - at) + id + text;
      return held.isEmpty() ? start : start + HELD_FOR + held;
    }
  }

  /** Whether a poll is of this method. */
  public static boolean isMethodOf(Poll poll) {
    return poll.method().equals(NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int minOptions() {
    return 0;
  }

  @Override
  public int maxCells() {
    return SHOWN;
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of("maxLength", "moderated"));
    Object moderated = given.containsKey("moderated") ? given.get("moderated") : false;
    if (!(moderated instanceof Boolean)) {
      throw Refusal.field("/settings/moderated", "Must be true or false");
    }
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("maxLength", WholeNumbers.setting(given, "maxLength", 280, 1, MAX_LENGTH));
    own.put("moderated", moderated);
    return own;
  }

  /** Returns a ballot without cells, because these depend on when it was cast. */
  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    Object held = ballot.get(HELD);
    Map<String, ?> typed = held == null ? ballot : withoutHeld(ballot);
    if (!(Choices.onlyField(typed, "text") instanceof String raw)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "'text' must be a text");
    }
    int max = poll.settings().whole("maxLength");
    TypedText.refuseUnfit(raw, max, "The text");
    String text = TypedText.text(raw);
    if (text.isEmpty()) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "The text is empty");
    }
    if (PlainText.length(text) > max) {
      throw TypedText.tooLong("The text", max);
    }
    return new Ballot(
        held instanceof String word ? Map.of("text", text, HELD, word) : Map.of("text", text),
        List.of());
  }

  private static Map<String, ?> withoutHeld(Map<String, ?> ballot) {
    Map<String, Object> typed = new LinkedHashMap<>(ballot);
    typed.remove(HELD);
    return typed;
  }

  @Override
  public List<String> cells(Ballot ballot, String voter, long at) {
    String text = (String) ballot.value().get("text");
    String held = (String) ballot.value().get(HELD);
    return List.of(new Entry(id(voter, at, text), at, text, held == null ? "" : held).cell());
  }

  @Override
  public boolean hasCellsOfVoters() {
    return true;
  }

  @Override
  public boolean isEntry(String cell, String id) {
    return id.length() == ID_DIGITS && cell.startsWith(id, TIME_DIGITS);
  }

  private static String id(String voter, long at, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] all =
          digest.digest((voter + '\n' + at + '\n' + text).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, ID_DIGITS / 2);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  /** All entries of the tally, which holds no more than {@link #maxCells} unless it is complete. */
  private static List<Entry> shown(Tally tally) {
    return tally.cells().entrySet().stream()
        .sorted(Tally.BY_SUM)
        .map(cell -> Entry.of(cell.getKey()))
        .toList();
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Entry each : shown(tally)) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("text", each.text);
      entry.put("at", each.at);
      entry.put("id", each.id);
      if (!each.held.isEmpty()) {
        entry.put(HELD, each.held);
      }
      entries.add(entry);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("entries", entries);
    result.put("more", tally.more() + tally.cells().size() - entries.size());
    return result;
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    List<List<Object>> rows = new ArrayList<>();
    shown(tally).forEach(each -> rows.add(List.of(Instant.ofEpochMilli(each.at), each.text)));
    return new Table(List.of("at", "text"), rows);
  }

  @Override
  public List<String> columns(Poll poll) {
    return List.of("text");
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return List.of(ballot.get("text"));
  }
}

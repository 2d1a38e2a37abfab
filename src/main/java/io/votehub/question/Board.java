package io.votehub.question;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All questions of one poll and opening, whatever their state. It is kept as one document, so that
 * its rules hold over all instances: a slot of a voter holds one question, a text is live once, at
 * most one question is pinned, and the numbers below are kept.
 *
 * @param rev grows with every change
 * @param entries by id, the oldest first
 */
public record Board(long rev, Map<String, Entry> entries) {
  public static final Board EMPTY = new Board(0, Map.of());

  /** The maximum number of live questions; more wait as pending. */
  public static final int MAX_LIVE = 500;

  /** The maximum number of questions in all states. */
  public static final int MAX_ENTRIES = 1000;

  /** The maximum size of a board as stored, in characters. */
  public static final int MAX_SIZE = 640 * 1024;

  /** The greatest length of a reply, in characters. */
  public static final int MAX_REPLY = 1000;

  /** Whether questions wait for a presenter before voters see them. */
  public enum Admission {
    OPEN,
    MODERATED
  }

  /**
   * A board after a change.
   *
   * @param entry the question that was asked for
   * @param existing whether that was there before, asked by somebody else or in another slot
   */
  public record Asked(Board board, Entry entry, boolean existing) {}

  public Board {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** The question of that id. */
  public Optional<Entry> entry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** What a voter asked, in the order of slots. */
  public List<Entry> of(String voter) {
    return entries.values().stream()
        .filter(each -> each.author().equals(voter))
        .sorted((one, other) -> one.slot() - other.slot())
        .toList();
  }

  /** A copy whose changes take the next revision. */
  public Board next() {
    return new Board(rev + 1, entries);
  }

  /**
   * Asks a question. Asked again it is answered with the one that is there; another text in the
   * same slot replaces one that is pending.
   *
   * @param scope of the ids: the poll and its run
   * @param at UTC milliseconds since the epoch
   * @throws Refusal {@code conflict} if the slot has another question that is not pending; {@code
   *     too-large} if the board is full
   */
  public Asked ask(String scope, String voter, Asking asking, Admission admission, long at) {
    boolean refusedBefore = false;
    Entry taken = null;
    for (Entry each : entries.values()) {
      boolean same = each.likeness().equals(asking.likeness());
      boolean own = each.author().equals(voter);
      if (same && (own || each.isShown())) {
        return again(each, voter, asking);
      }
      refusedBefore |= same && each.state() == EntryState.HIDDEN;
      taken = each.isOf(voter, asking.slot()) ? each : taken;
    }
    if (taken != null && taken.state() != EntryState.PENDING) {
      throw Refusal.of(
          ErrorCode.CONFLICT, "Your question in this place stays; withdraw it to ask another");
    }
    if (taken != null) {
      Entry replaced = taken.withText(asking, rev);
      return new Asked(with(replaced), replaced, false);
    }
    boolean waits =
        admission == Admission.MODERATED
            || refusedBefore
            || !asking.held().isEmpty()
            || live() >= MAX_LIVE;
    Entry asked =
        new Entry(
            Entry.id(scope, voter, asking.slot(), at),
            voter,
            asking.slot(),
            asking.text(),
            asking.likeness(),
            asking.name(),
            at,
            waits ? EntryState.PENDING : EntryState.LIVE,
            false,
            "",
            rev,
            asking.held(),
            waits ? 0 : 1);
    return new Asked(withSpaceFor(1, asked.size(), "").with(asked), asked, false);
  }

  /** Repeated by its author with another name, the question takes that name while it is pending. */
  private Asked again(Entry there, String voter, Asking asking) {
    boolean own = there.isOf(voter, asking.slot());
    boolean renamed =
        own && there.state() == EntryState.PENDING && !there.name().equals(asking.name());
    if (!renamed) {
      return new Asked(this, there, !own);
    }
    Entry signed = there.withText(asking, rev);
    return new Asked(with(signed), signed, false);
  }

  /**
   * Withdraws a question. One that does not exist, or is not to be known by the voter, is treated
   * as withdrawn before.
   *
   * @throws Refusal {@code forbidden} if somebody else asked it
   */
  public Board withdraw(String voter, String id) {
    Entry entry = entries.get(id);
    if (entry != null && entry.author().equals(voter)) {
      return without(id);
    }
    if (entry != null && entry.isShown()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only its author withdraws a question");
    }
    return this;
  }

  /**
   * Applies what a presenter decided.
   *
   * @throws Refusal {@code bad-request} if there is no such question, or if too many would be live
   */
  public Board mark(String id, Mark mark) {
    Entry before = entries.get(id);
    if (before == null) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The poll has no such question");
    }
    Entry entry = mark.state().map(state -> before.withState(state, rev)).orElse(before);
    boolean isNew = entry.state() == EntryState.LIVE && before.state() != EntryState.LIVE;
    if (isNew && live() >= MAX_LIVE) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST, "At most " + MAX_LIVE + " questions are live; archive one first");
    }
    if (mark.reply().isPresent()) {
      entry = entry.withReply(mark.reply().get(), rev);
    }
    Board board = this;
    if (mark.pinned().isPresent()) {
      if (mark.pinned().get() && !entry.isShown()) {
        throw Refusal.field("/pinned", "Only a question that voters see can be pinned");
      }
      entry = entry.withPinned(mark.pinned().get(), rev);
      board = mark.pinned().get() ? unpinned() : this;
    }
    int more = entry.size() - before.size();
    return board.withSpaceFor(0, Math.max(0, more), id).with(entry);
  }

  private Board unpinned() {
    Map<String, Entry> others = new LinkedHashMap<>(entries);
    others.replaceAll((id, each) -> each.pinned() ? each.withPinned(false, rev) : each);
    return new Board(rev, others);
  }

  private Board with(Entry entry) {
    if (entry.equals(entries.get(entry.id()))) {
      return this;
    }
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.put(entry.id(), entry);
    return new Board(rev, changed);
  }

  private Board without(String id) {
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.remove(id);
    return new Board(rev, changed);
  }

  private long live() {
    return entries.values().stream().filter(each -> each.state() == EntryState.LIVE).count();
  }

  /** The board, without the oldest refused questions if their space is needed. */
  private Board withSpaceFor(int newEntries, int newSize, String spared) {
    int size = entries.values().stream().mapToInt(Entry::size).sum();
    boolean fits = entries.size() + newEntries <= MAX_ENTRIES && size + newSize <= MAX_SIZE;
    return fits ? this : forget(spared).withSpaceFor(newEntries, newSize, spared);
  }

  /** Forgets one question: hidden ones first, then archived ones. */
  private Board forget(String spared) {
    for (EntryState state : List.of(EntryState.HIDDEN, EntryState.ARCHIVED)) {
      for (Entry each : entries.values()) {
        if (each.state() == state && !each.id().equals(spared)) {
          return without(each.id());
        }
      }
    }
    throw Refusal.of(
        ErrorCode.TOO_LARGE, "There are as many questions as this poll takes; try again later");
  }

  /** What turned one board into another. */
  public static BoardChange between(Board before, Board after) {
    List<Entry> changed = new ArrayList<>();
    after
        .entries
        .values()
        .forEach(
            each -> {
              if (!each.equals(before.entries.get(each.id()))) {
                changed.add(each);
              }
            });
    List<String> gone =
        before.entries.keySet().stream().filter(id -> !after.entries.containsKey(id)).toList();
    return new BoardChange(after.rev, changed, gone);
  }
}

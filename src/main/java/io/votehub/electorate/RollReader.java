package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.MembersPage;
import io.votehub.bus.MembersQuery;
import io.votehub.memory.MemoryShare;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads voter rolls as their owners see them: by page, searched. Names are stored encrypted, so a
 * search reads the whole roll; for whoever turns pages it is kept in clear for a few seconds, in a
 * share of the memory. Safe from any thread.
 */
final class RollReader {
  private static final long KEPT_MS = 10_000;

  /** A record as it is read, and then in clear with its text for searches. */
  private static final int BYTES_A_MEMBER = 1_000;

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  /** A member with the text that is searched and sorted by. */
  private record Line(String text, MembersPage.Row row) {}

  private final Vertx vertx;
  private final Supplier<Future<People>> people;
  private final MemberRecords records;
  private final MemoryShare memory;
  private final Map<String, Future<List<Line>>> kept = new HashMap<>();

  RollReader(
      Vertx vertx, Supplier<Future<People>> people, MemberRecords records, MemoryShare memory) {
    this.vertx = vertx;
    this.people = people;
    this.records = records;
    this.memory = memory;
  }

  /** A part of a roll. Fails with {@code busy} if there is no memory to read it. */
  Future<MembersPage> page(MembersQuery query) {
    return lines(query.roll())
        .compose(lines -> vertx.executeBlocking(() -> page(lines, query), false));
  }

  private static MembersPage page(List<Line> lines, MembersQuery query) {
    String wanted = folded(query.search().strip());
    List<Line> found =
        wanted.isEmpty() && query.member().isEmpty()
            ? lines
            : lines.stream()
                .filter(line -> line.text.contains(wanted))
                .filter(line -> query.member().map(line.row.id()::equals).orElse(true))
                .toList();
    Stream<MembersPage.Row> rows =
        found.stream().skip(query.from()).limit(query.limit()).map(Line::row);
    return new MembersPage(rows.toList(), found.size());
  }

  /** The roll was changed here. */
  synchronized void changed(String roll) {
    kept.remove(roll);
  }

  private synchronized Future<List<Line>> lines(String roll) {
    Future<List<Line>> known = kept.get(roll);
    if (known != null && !known.failed()) {
      return known;
    }
    Future<List<Line>> read = read(roll);
    kept.put(roll, read);
    return read;
  }

  private Future<List<Line>> read(String roll) {
    Reading reading = new Reading();
    return people
        .get()
        .compose(open -> open.readMembers(roll, reading::add))
        .compose(
            all -> vertx.executeBlocking(() -> sorted(records.rows(roll, reading.members)), false))
        .onComplete(done -> vertx.setTimer(done.succeeded() ? KEPT_MS : 1, late -> reading.end()));
  }

  /** The records of one roll while they are read and kept. */
  private final class Reading {
    final List<RollMember> members = new ArrayList<>();
    private long taken;

    void add(RollMember member) {
      if (!MemberRecords.isOfCode(member)) {
        return;
      }
      if (!memory.tryTake(BYTES_A_MEMBER)) {
        throw Refusal.of(ErrorCode.BUSY);
      }
      taken += BYTES_A_MEMBER;
      members.add(member);
    }

    /** Forgets all readings that are over, this one among them. */
    void end() {
      memory.give(taken);
      forget();
    }
  }

  private synchronized void forget() {
    kept.values().removeIf(Future::isComplete);
  }

  private static List<Line> sorted(List<MembersPage.Row> rows) {
    return rows.stream()
        .map(row -> new Line(folded(row.label() + '\n' + row.mail().orElse("")), row))
        .sorted(Comparator.comparing(Line::text))
        .toList();
  }

  private static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return ACCENTS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
  }
}

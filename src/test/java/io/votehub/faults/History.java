package io.votehub.faults;

import io.votehub.faults.Sending.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What the drivers did and received, by one clock. Thread-safe. Its size grows with sendings and
 * connections, not with tallies.
 */
final class History {
  private final LongSupplier nanos;
  private final AtomicLong numbers = new AtomicLong();
  private final Queue<Sending> sendings = new ConcurrentLinkedQueue<>();
  private final Map<Sending, Answer> answers = new ConcurrentHashMap<>();
  private final Queue<ReceivedMessages> lines = new ConcurrentLinkedQueue<>();
  private final Map<Closing, Long> closings = new ConcurrentHashMap<>();

  private final Queue<String> broken = new ConcurrentLinkedQueue<>();

  private record Closing(String poll, long closedAt) {}

  /**
   * @param nanos the clock of all times, such as {@link System#nanoTime}
   */
  History(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Records a transmission that is about to start. */
  Sending send(String voter, String poll, String ballot) {
    Sending sending =
        new Sending(numbers.incrementAndGet(), voter, poll, ballot, nanos.getAsLong());
    sendings.add(sending);
    return sending;
  }

  Answer acked(Sending sending, long rev) {
    return answered(sending, new Answer.Acked(nanos.getAsLong(), rev));
  }

  Answer refused(Sending sending, String code, boolean retry) {
    return answered(sending, new Answer.Refused(nanos.getAsLong(), code, retry));
  }

  private Answer answered(Sending sending, Answer answer) {
    answers.put(sending, answer);
    return answer;
  }

  /** Records that a known voter was disconnected for good. */
  void turnedAway(String how) {
    broken.add("a voter of the room was not let in: " + how);
  }

  /** Records an acknowledgement whose receipt does not belong to the ballot. */
  void falseReceipt(Sending sending, String receipt) {
    broken.add("%s was acknowledged with a false receipt, %s".formatted(sending, receipt));
  }

  /** Violations observed during the round, in sentences. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  long acknowledged() {
    return answers.values().stream().filter(Answer.Acked.class::isInstance).count();
  }

  /** Records a new connection. */
  ReceivedMessages line() {
    ReceivedMessages line = new ReceivedMessages("connection " + numbers.incrementAndGet());
    lines.add(line);
    return line;
  }

  /**
   * Notes that the hub said that the poll takes no more ballots.
   *
   * @param closedAt by which the hub tells one closing of a poll from another
   */
  void closed(String poll, long closedAt) {
    closings.putIfAbsent(new Closing(poll, closedAt), nanos.getAsLong());
  }

  /** When the hub first told of this close. */
  OptionalLong closedAtNanos(String poll, long closedAt) {
    Long at = closings.get(new Closing(poll, closedAt));
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** All transmissions on a poll, in order. */
  List<Sending> sendings(String poll) {
    return sendings.stream().filter(sending -> sending.poll().equals(poll)).toList();
  }

  Optional<Answer> answer(Sending sending) {
    return Optional.ofNullable(answers.get(sending));
  }

  Collection<ReceivedMessages> lines() {
    return List.copyOf(lines);
  }

  /** A one-line summary. */
  String summary() {
    long acks = acknowledged();
    return "%d sendings, %d acknowledged, %d refused, %d without an answer, %d connections"
        .formatted(
            sendings.size(),
            acks,
            answers.size() - acks,
            sendings.size() - answers.size(),
            lines.size());
  }
}

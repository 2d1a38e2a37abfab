package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.SMTPException;
import io.votehub.bus.MailDelivery;
import io.votehub.bus.MailDelivery.State;
import io.votehub.bus.MailOrder;
import io.votehub.bus.MailProgress;
import io.votehub.bus.MembersPage;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends members their links by mail, one at a time and no faster than its rate.
 *
 * <p>A mail is sent at most once for each order: that it is begun is stored before the server is
 * asked, and who begins it is decided once for all instances. If the hub stops in between, the mail
 * stays {@code SENDING}, and only an order for that very member sends another. What was not begun
 * is not sent after a restart until it is ordered again.
 *
 * <p>Every mail has a key of its own, so that the keys of earlier ones, and codes, stay valid.
 * Confined to the context of its verticle.
 */
public final class Mailing {
  private static final Logger LOG = LoggerFactory.getLogger(Mailing.class);
  private static final long MINUTE_MS = 60_000;
  private static final long CLAIMED_MS = 10 * MINUTE_MS;
  private static final int MAX_RUNS = 100;
  private static final int MAX_TIMES = 20;
  private static final int MAX_REASON = 200;
  private static final int TESTS_A_MINUTE = 5;

  /** After so many in a row the mail server seems to be away. */
  private static final int GIVE_UP_AFTER = 3;

  /** No such mailbox, not local, not allowed: what servers answer for a wrong address. */
  private static final Set<Integer> WRONG_ADDRESS = Set.of(550, 551, 553);

  /**
   * How mails are sent.
   *
   * @param perMinute how many at most
   */
  public record Settings(MailConfig server, String from, int perMinute) {}

  /** The mails of one roll. */
  private static final class Run {
    final String roll;
    final Deque<Task> tasks = new ArrayDeque<>();
    MailOrder.Letter letter;
    int sent;
    int failed;
    int failedInARow;
    Optional<String> reason = Optional.empty();

    Run(String roll) {
      this.roll = roll;
    }
  }

  /**
   * @param codeHash finds the member
   * @param again whether another mail is wanted if one was sent before
   */
  private record Task(String codeHash, boolean again) {}

  private final Vertx vertx;
  private final Supplier<Future<People>> people;
  private final MemberRecords records;
  private final RollReader reader;
  private final MemberMails mails;
  private final long pauseMs;
  private final InstantSource clock;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private boolean sending;
  private boolean closed;
  private long testsSince;
  private int tests;

  Mailing(
      Vertx vertx,
      Supplier<Future<People>> people,
      MemberRecords records,
      RollReader reader,
      Settings settings,
      InstantSource clock) {
    this.vertx = vertx;
    this.people = people;
    this.records = records;
    this.reader = reader;
    this.mails = new MemberMails(vertx, settings.server(), settings.from());
    this.pauseMs = Math.max(1, MINUTE_MS / settings.perMinute());
    this.clock = clock;
  }

  /** Takes an order; a test is sent when this completes, and fails as the server does. */
  Future<MailProgress> order(MailOrder order) {
    return switch (order.kind()) {
      case SHOW -> Future.succeededFuture(progress(order.roll()));
      case TEST -> test(order);
      case UNSENT -> begin(order, this::isUnsent);
      case MEMBER ->
          begin(order, row -> row.id().equals(order.target().orElse("")) && row.mail().isPresent());
    };
  }

  private MailProgress progress(String roll) {
    Run run = runs.getOrDefault(roll, new Run(roll));
    return new MailProgress(true, run.tasks.size(), run.sent, run.failed, run.reason);
  }

  private Future<MailProgress> test(MailOrder order) {
    long now = clock.millis();
    if (now - testsSince > MINUTE_MS) {
      testsSince = now;
      tests = 0;
    }
    if (++tests > TESTS_A_MINUTE) {
      throw Refusal.of(ErrorCode.RATE_LIMITED, "Wait a minute before the next test");
    }
    MailOrder.Letter letter = order.letter();
    return mails
        .send(order.target().orElseThrow(), "", 1, letter, letter.joinUrl())
        .map(sent -> progress(order.roll()))
        .recover(
            fault -> Future.failedFuture(Refusal.field("/mail", "Was not sent: " + reason(fault))));
  }

  private boolean isUnsent(MembersPage.Row row) {
    return row.mail().isPresent()
        && row.delivery().map(last -> last.state() == State.FAILED).orElse(true);
  }

  private Future<MailProgress> begin(MailOrder order, Predicate<MembersPage.Row> wanted) {
    boolean again = order.kind() == MailOrder.Kind.MEMBER;
    List<RollMember> members = new ArrayList<>();
    return people
        .get()
        .compose(
            open ->
                open.readMembers(
                    order.roll(),
                    each -> {
                      if (MemberRecords.isOfCode(each)) {
                        members.add(each);
                      }
                    }))
        .compose(
            read ->
                vertx.executeBlocking(
                    () ->
                        members.stream()
                            .filter(each -> wanted.test(records.row(each)))
                            .map(each -> new Task(each.codeHash(), again))
                            .toList(),
                    false))
        .map(tasks -> begin(order, tasks));
  }

  private MailProgress begin(MailOrder order, List<Task> tasks) {
    if (tasks.isEmpty() && order.kind() == MailOrder.Kind.MEMBER) {
      throw Refusal.field("/member", "Is no member with a mail address");
    }
    Run run = runs.get(order.roll());
    boolean running = run != null && !run.tasks.isEmpty();
    if (!running) {
      runs.remove(order.roll());
      runs.values().removeIf(each -> runs.size() >= MAX_RUNS && each.tasks.isEmpty());
      if (runs.size() >= MAX_RUNS) {
        throw Refusal.of(ErrorCode.BUSY);
      }
      run = new Run(order.roll());
      runs.put(order.roll(), run);
    }
    run.letter = order.letter();
    Set<Task> known = Set.copyOf(run.tasks);
    for (Task task : tasks) {
      if (!known.contains(task)) {
        run.tasks.add(task);
      }
    }
    MailProgress begun = progress(order.roll());
    sendNext();
    return begun;
  }

  private void sendNext() {
    if (sending || closed) {
      return;
    }
    Optional<Run> next = runs.values().stream().filter(run -> !run.tasks.isEmpty()).findFirst();
    if (next.isEmpty()) {
      return;
    }
    Run run = next.get();
    Task task = run.tasks.peek();
    sending = true;
    send(run, task)
        .onFailure(
            fault -> {
              LOG.warn("A mail to a member could not be prepared: {}", fault.getMessage());
              giveUp(run, "The hub's store could not be reached");
            })
        .onComplete(
            done -> {
              run.tasks.remove(task);
              boolean mailed = done.succeeded() && done.result();
              vertx.setTimer(
                  mailed ? pauseMs : 1,
                  waited -> {
                    sending = false;
                    sendNext();
                  });
            });
  }

  private static void giveUp(Run run, String reason) {
    run.tasks.clear();
    run.reason = Optional.of(reason);
  }

  /** Whether a mail was sent, or tried to. */
  private Future<Boolean> send(Run run, Task task) {
    return people
        .get()
        .compose(open -> open.memberByCode(run.roll, task.codeHash))
        .compose(
            found ->
                found
                    .filter(member -> isWanted(records.row(member), task))
                    .map(member -> claimed(run, member))
                    .orElseGet(() -> Future.succeededFuture(false)));
  }

  private boolean isWanted(MembersPage.Row row, Task task) {
    return row.mail().isPresent() && times(row) < MAX_TIMES && (task.again || isUnsent(row));
  }

  private static int times(MembersPage.Row row) {
    return row.delivery().map(MailDelivery::times).orElse(0);
  }

  private Future<Boolean> claimed(Run run, RollMember member) {
    MembersPage.Row row = records.row(member);
    String claim = "roll-mail " + member.roll() + ' ' + member.id() + ' ' + times(row);
    return people
        .get()
        .compose(open -> open.useOnce(claim, clock.millis() + CLAIMED_MS))
        .compose(mine -> mine ? begun(run, member, row) : Future.succeededFuture(false));
  }

  private Future<Boolean> begun(Run run, RollMember member, MembersPage.Row row) {
    MemberRecords.NewKey key = records.newKey(member);
    RollMember begun = records.delivered(member, delivery(State.SENDING, row, Optional.empty()));
    return people
        .get()
        .compose(open -> open.addMembers(List.of(begun, key.record())))
        .compose(
            stored ->
                mails.send(
                    row.mail().orElseThrow(),
                    row.label(),
                    row.weight(),
                    run.letter,
                    run.letter.joinUrl() + "#k=" + key.key()))
        .transform(sent -> settled(run, begun, row, sent.succeeded() ? null : sent.cause()))
        .map(true);
  }

  private MailDelivery delivery(State state, MembersPage.Row row, Optional<String> reason) {
    return new MailDelivery(state, clock.millis(), reason, times(row) + 1);
  }

  /**
   * @param fault null if the server took the mail
   */
  private Future<Void> settled(Run run, RollMember begun, MembersPage.Row row, Throwable fault) {
    if (fault == null) {
      run.sent++;
      run.failedInARow = 0;
      return store(begun, delivery(State.SENT, row, Optional.empty()));
    }
    run.failed++;
    if (fault instanceof TimeoutException) {
      // It may have been sent; the member stays SENDING.
      return Future.succeededFuture();
    }
    boolean answered = fault instanceof SMTPException;
    run.failedInARow = answered ? 0 : run.failedInARow + 1;
    if (run.failedInARow >= GIVE_UP_AFTER) {
      giveUp(run, reason(fault));
    }
    boolean wrong =
        fault instanceof SMTPException said && WRONG_ADDRESS.contains(said.getReplyCode());
    return store(
        begun, delivery(wrong ? State.BOUNCED : State.FAILED, row, Optional.of(reason(fault))));
  }

  /** Unless the member was removed, or given another code, in the meantime. */
  private Future<Void> store(RollMember begun, MailDelivery delivery) {
    return people
        .get()
        .compose(
            open ->
                open.memberByCode(begun.roll(), begun.codeHash())
                    .compose(
                        found ->
                            found.isEmpty()
                                ? Future.<Void>succeededFuture()
                                : open.addMembers(List.of(records.delivered(begun, delivery)))))
        .onComplete(done -> reader.changed(begun.roll()));
  }

  private static String reason(Throwable fault) {
    String said =
        fault instanceof SMTPException smtp
            ? smtp.getReplyCode() + " " + String.join(" ", smtp.getReplyMessages())
            : fault instanceof TimeoutException
                ? "The mail server did not answer in time"
                : "The mail server could not be reached";
    return said.substring(0, Math.min(said.length(), MAX_REASON));
  }

  /** Sends nothing more. */
  Future<Void> close() {
    closed = true;
    return mails.close();
  }
}

package io.votehub.people.embedded;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.people.Account;
import io.votehub.people.AuditEntry;
import io.votehub.people.AuditFilter;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.people.Slice;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people of a hub with a single instance, in files of the data folder.
 *
 * <p>One thread takes all that is queued, executes it, forces the files to disk once if something
 * changed, and then replies. All futures complete on the context of the caller. When the disk
 * fails, calls are refused with {@code unavailable} and the files are reopened at the next call.
 */
public final class EmbeddedPeople implements People {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPeople.class);
  private static final int MAX_WAITING = 5_000;
  private static final int MEMBERS_AT_ONCE = 1_000;

  /** The pause between two steps of erasing what was deleted from the files. */
  private static final long ERASE_EVERY_MS = 5;

  /** A step with the promise of its caller. */
  private record Call<T>(Function<PeopleFile, T> step, Promise<T> promise) {
    /** Executes the step; the result is the reply, to be given once all is durable. */
    Runnable execute(PeopleFile file) {
      try {
        T value = step.apply(file);
        return () -> promise.complete(value);
      } catch (MVStoreException broken) {
        throw broken;
      } catch (RuntimeException refused) {
        return () -> promise.fail(refused);
      }
    }
  }

  private final Vertx vertx;
  private final Path folder;
  private final InstantSource clock;
  private final BlockingQueue<Call<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Promise<Void> closed = Promise.promise();
  private volatile boolean closing;
  private PeopleFile file;

  private EmbeddedPeople(Vertx vertx, Path folder, InstantSource clock, PeopleFile file) {
    this.vertx = vertx;
    this.folder = folder;
    this.clock = clock;
    this.file = file;
    Thread thread = new Thread(this::run, "votehub-people");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether there are such files in a folder. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(PeopleFile.PEOPLE));
  }

  /** The files in a folder, those of keys first. */
  public static List<Path> files(Path folder) {
    return List.of(folder.resolve(PeopleFile.KEYS), folder.resolve(PeopleFile.PEOPLE));
  }

  /**
   * Opens the files in a folder, which are created if necessary.
   *
   * @param clock the time by which notes expire
   * @return fails with a {@link StoreException}, whose message is fit for operators
   */
  public static Future<EmbeddedPeople> open(Vertx vertx, Path folder, InstantSource clock) {
    return vertx.executeBlocking(
        () -> new EmbeddedPeople(vertx, folder, clock, PeopleFile.open(folder)));
  }

  @Override
  public Future<Boolean> add(Account account, String wrappedKey) {
    return call(open -> open.add(account, wrappedKey));
  }

  @Override
  public Future<Optional<Account>> byKey(String key) {
    return call(open -> open.byKey(key));
  }

  @Override
  public Future<Optional<Account>> account(String id) {
    return call(open -> open.account(id));
  }

  @Override
  public Future<Optional<String>> wrappedKey(String id) {
    return call(open -> open.wrappedKey(id));
  }

  @Override
  public Future<Optional<Account>> update(String id, UnaryOperator<Account> change) {
    return call(
        open -> {
          Optional<Account> before = open.account(id);
          Optional<Account> after = before.map(change);
          after.ifPresent(account -> open.replace(before.get(), account));
          return after;
        });
  }

  @Override
  public Future<Boolean> erase(String id) {
    return call(open -> open.erase(id));
  }

  @Override
  public Future<List<Account>> accounts(String after, int atMost) {
    return call(open -> open.accounts(after, atMost));
  }

  @Override
  public Future<List<String>> erasuresDue(long at, int atMost) {
    return call(open -> open.erasuresDue(at, atMost));
  }

  @Override
  public Future<Set<String>> known(Collection<String> keys) {
    List<String> copy = List.copyOf(keys);
    return call(open -> open.known(copy));
  }

  @Override
  public Future<Void> addMembers(List<RollMember> members) {
    List<RollMember> copy = List.copyOf(members);
    return call(
        open -> {
          copy.forEach(open::add);
          return null;
        });
  }

  @Override
  public Future<Optional<RollMember>> memberByCode(String roll, String codeHash) {
    return call(open -> open.member(roll, codeHash));
  }

  /** In several calls, so that others are not delayed for long. */
  @Override
  public Future<Void> readMembers(String roll, Consumer<RollMember> reader) {
    return readFrom(roll, "", reader);
  }

  private Future<Void> readFrom(String roll, String after, Consumer<RollMember> reader) {
    return call(open -> {
          List<RollMember> some = open.members(roll, after, MEMBERS_AT_ONCE);
          some.forEach(reader);
          return some;
        })
        .compose(
            some ->
                some.size() < MEMBERS_AT_ONCE
                    ? Future.succeededFuture()
                    : readFrom(roll, some.get(some.size() - 1).codeHash(), reader));
  }

  @Override
  public Future<Void> removeMembers(List<RollMember> members) {
    List<RollMember> copy = List.copyOf(members);
    return call(
        open -> {
          copy.forEach(open::remove);
          return null;
        });
  }

  @Override
  public Future<List<RollMember>> members(String after, int atMost) {
    return call(open -> open.members(after, atMost));
  }

  /** In small steps, so that others are not kept waiting. */
  @Override
  public Future<Void> removeRoll(String roll) {
    return call(open -> open.removeRoll(roll, MEMBERS_AT_ONCE))
        .compose(more -> more ? removeRoll(roll) : Future.succeededFuture());
  }

  @Override
  public Future<Boolean> useOnce(String name, long until) {
    return call(
        open -> {
          boolean free = open.note(name, clock.millis()).isEmpty();
          if (free) {
            open.write(name, new Note("", until));
          }
          return free;
        });
  }

  @Override
  public Future<Optional<String>> note(String name) {
    return call(open -> open.note(name, clock.millis()));
  }

  @Override
  public Future<Note> writeNote(String name, Function<Optional<String>, Note> change) {
    return call(
        open -> {
          Note note = change.apply(open.note(name, clock.millis()));
          open.write(name, note);
          return note;
        });
  }

  @Override
  public Future<Optional<String>> takeNote(String name) {
    return call(
        open -> {
          Optional<String> text = open.note(name, clock.millis());
          open.remove(name);
          return text;
        });
  }

  @Override
  public Future<Void> forgetExpired() {
    return call(
        open -> {
          open.forgetExpired(clock.millis());
          return null;
        });
  }

  @Override
  public Future<Boolean> appendAudit(AuditEntry entry) {
    return call(open -> open.audit().append(entry));
  }

  @Override
  public Future<Optional<AuditEntry>> lastAudit(String instance) {
    return call(open -> open.audit().last(instance));
  }

  @Override
  public Future<List<String>> auditInstances() {
    return call(open -> open.audit().instances());
  }

  @Override
  public Future<List<AuditEntry>> audit(String instance, long from, int atMost) {
    return call(open -> open.audit().read(instance, from, atMost));
  }

  @Override
  public Future<Optional<AuditEntry>> auditAnchor(String instance) {
    return call(open -> open.audit().anchor(instance));
  }

  @Override
  public Future<Void> cutAudit(AuditEntry last) {
    return call(
        open -> {
          open.audit().cut(last);
          return null;
        });
  }

  @Override
  public Future<Void> removeAudit() {
    return call(
        open -> {
          open.audit().clear();
          return null;
        });
  }

  @Override
  public Future<Slice<AuditEntry>> auditNewest(
      AuditFilter filter, Optional<String> before, int atMost) {
    return call(open -> open.audit().newest(filter, before, atMost));
  }

  @Override
  public Future<Void> close() {
    closing = true;
    // Wakes the thread; where the queue is full it is awake.
    waiting.offer(new Call<>(open -> null, Promise.promise()));
    return closed.future();
  }

  private <T> Future<T> call(Function<PeopleFile, T> step) {
    Promise<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    if (closing) {
      promise.fail(Refusal.of(ErrorCode.UNAVAILABLE, "The hub is stopping"));
    } else if (!waiting.offer(new Call<>(step, promise))) {
      promise.fail(Refusal.of(ErrorCode.BUSY));
    } else if (closed.future().isComplete()) {
      // The thread ended between the two questions.
      promise.tryFail(Refusal.of(ErrorCode.UNAVAILABLE, "The hub is stopping"));
    }
    return promise.future();
  }

  private void run() {
    while (!closing || !waiting.isEmpty()) {
      List<Call<?>> group = new ArrayList<>();
      try {
        next().ifPresent(group::add);
      } catch (InterruptedException nobodyDoesThat) {
        LOG.warn("The thread of people was interrupted; ignored");
        continue;
      }
      waiting.drainTo(group);
      execute(group);
    }
    end();
  }

  /** The next call; empty if a step of erasing is due before it comes. */
  private Optional<Call<?>> next() throws InterruptedException {
    boolean erasing = file != null && file.isErasing();
    return erasing
        ? Optional.ofNullable(waiting.poll(ERASE_EVERY_MS, TimeUnit.MILLISECONDS))
        : Optional.of(waiting.take());
  }

  private void execute(List<Call<?>> group) {
    try {
      if (file == null) {
        file = PeopleFile.open(folder);
      }
      List<Runnable> replies = new ArrayList<>(group.size());
      for (Call<?> each : group) {
        replies.add(each.execute(file));
      }
      file.commit();
      replies.forEach(Runnable::run);
      if (file.isErasing()) {
        // Which pages are unused is known once the removals are committed.
        file.eraseSome();
        file.commit();
      }
    } catch (StoreException | RuntimeException | Error fault) {
      LOG.error("The files of people failed; reopening them at the next call", fault);
      abandon();
      Refusal unavailable = Refusal.of(ErrorCode.UNAVAILABLE);
      group.forEach(each -> each.promise().tryFail(unavailable));
    }
  }

  private void abandon() {
    if (file != null) {
      file.abandon();
      file = null;
    }
  }

  private void end() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (RuntimeException fault) {
      LOG.warn("The files of people were not closed cleanly; nothing confirmed is lost", fault);
    }
    closed.complete();
  }
}

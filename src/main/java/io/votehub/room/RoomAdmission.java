package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.count.EntryAuthors;
import io.votehub.method.Questions;
import io.votehub.poll.AdmissionRules;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.VoterId;
import io.votehub.question.Entry;
import io.votehub.store.PollRecord;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whom rooms let in: passcodes, locks and removed voters. All instances are told of changes, and
 * close the connections of removed voters. Futures fail with a {@link Refusal}; every call is safe
 * from any thread.
 */
public final class RoomAdmission {
  private final CountingContext counting;
  private final RoomUpdates updates;
  private final EntryAuthors authors;
  private final Boards boards;

  RoomAdmission(CountingContext counting, Boards boards) {
    this.counting = counting;
    this.boards = boards;
    this.updates = new RoomUpdates(counting);
    this.authors = new EntryAuthors(counting);
  }

  /**
   * Changes what is given. A passcode that is asked for already stays as it is.
   *
   * @param passcode whether new voters have to enter one
   * @param locked whether no new voter is let in
   */
  public Future<Room> change(String code, Optional<Boolean> passcode, Optional<Boolean> locked) {
    String fresh = AdmissionRules.newPasscode(new SecureRandom());
    return update(
        code,
        rules -> {
          AdmissionRules asking =
              passcode
                  .map(
                      asks ->
                          asks
                              ? Optional.of(rules.passcode().orElse(fresh))
                              : Optional.<String>empty())
                  .map(rules::withPasscode)
                  .orElse(rules);
          return locked.map(asking::withLock).orElse(asking);
        });
  }

  /**
   * Removes the voter who wrote an entry of a poll, or asked a question. Their ballots stay as they
   * were counted: a tally that fell by them would tell how they voted, and removing people would
   * change results.
   *
   * <p>Fails with {@code bad-request} if there is no such entry, or if a member of a voter roll
   * wrote it.
   */
  public Future<Room> removeAuthor(String code, String poll, String entry) {
    return counting
        .store()
        .poll(poll)
        .map(PollRecord::require)
        .map(
            record -> {
              if (!record.poll().room().equals(code)) {
                throw Refusal.of(ErrorCode.UNKNOWN_POLL);
              }
              return record.poll();
            })
        .compose(
            found ->
                Questions.isMethodOf(found)
                    ? boards.of(found).map(board -> board.entry(entry).map(Entry::author))
                    : authors.of(found, entry))
        .map(
            author ->
                author.orElseThrow(
                    () -> Refusal.field("/entry", "The poll has no entry with this id")))
        .compose(
            author -> {
              if (VoterId.isMember(author)) {
                throw Refusal.field(
                    "/entry", "It is by a member of a voter roll, who cannot be removed");
              }
              return update(code, rules -> rules.without(author));
            });
  }

  /** Lets all removed voters come back. */
  public Future<Room> readmitAll(String code) {
    return update(code, AdmissionRules::withNobodyRemoved);
  }

  private Future<Room> update(String code, UnaryOperator<AdmissionRules> change) {
    return updates.update(code, room -> room.withAdmission(change.apply(room.admission())));
  }
}

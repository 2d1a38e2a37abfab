package io.votehub.people;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every store of people. */
public abstract class PeopleContract {
  protected final AtomicLong now = new AtomicLong(1_000_000);

  /** An empty store whose clock is {@link #now}. */
  protected abstract People people();

  /** The same store as accessed by another instance. */
  protected abstract People other();

  private static AccountSession session(String id, long at) {
    return new AccountSession(id, "hash-of-" + id, at, at, at, "A browser on a system");
  }

  private Account added(String id, String key) {
    Account account = Account.of(id, 7, key);
    assertThat(await(people().add(account, "wrapped " + id))).isTrue();
    return account;
  }

  @Test
  void anAccountIsReadAsItWasWritten() {
    added("a", "mail:1");

    Account full =
        await(
                people()
                    .update(
                        "a",
                        account ->
                            account
                                .withKey("cred:1")
                                .withSealed("mail", "sealed — ü")
                                .withPassword("$argon2id$v=19$…")
                                .withOperator(true)
                                .withRecovery(List.of("r1", "r2"))
                                .withSession(session("s", 9), 20)
                                .suspended(OptionalLong.of(12))
                                .withErasure(
                                    Optional.of(
                                        new Erasure(
                                            3,
                                            4,
                                            Optional.of(new Erasure.Offer("o", "hash")),
                                            Optional.of("b"),
                                            "de")))))
            .orElseThrow();

    assertThat(await(other().account("a"))).contains(full);
    assertThat(full.sealed()).isEqualTo(Map.of("mail", "sealed — ü"));
    assertThat(await(other().byKey("cred:1"))).contains(full);
    assertThat(await(other().wrappedKey("a"))).contains("wrapped a");
  }

  @Test
  void noTwoAccountsShareAKey() {
    added("a", "mail:1");
    added("b", "mail:2");

    assertThat(await(people().add(Account.of("c", 7, "mail:1"), "k"))).isFalse();
    assertThat(await(people().add(Account.of("a", 7, "mail:3"), "k"))).isFalse();
    assertThatThrownBy(() -> await(people().update("b", each -> each.withKey("mail:1"))))
        .isInstanceOf(KeyTakenException.class);

    assertThat(await(people().account("c"))).isEmpty();
    assertThat(await(people().wrappedKey("c"))).isEmpty();
    assertThat(await(people().wrappedKey("a"))).contains("wrapped a");
    assertThat(await(people().byKey("mail:1"))).map(Account::id).contains("a");
    assertThat(await(people().account("b"))).map(Account::keys).contains(Set.of("mail:2"));
  }

  @Test
  void aKeyThatWasGivenUpIsFree() {
    added("a", "mail:1");
    added("b", "mail:2");

    await(people().update("a", each -> each.withoutKeys("mail:1"::equals)));

    assertThat(await(people().byKey("mail:1"))).isEmpty();
    assertThat(await(people().update("b", each -> each.withKey("mail:1")))).isPresent();
    assertThat(await(other().byKey("mail:1"))).map(Account::id).contains("b");
  }

  @Test
  void ofManyWhoWantTheSameKeyOneGetsIt() {
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add((i % 2 == 0 ? people() : other()).add(Account.of("a" + i, 7, "mail:1"), "k"));
    }

    assertThat(all.stream().map(each -> await(each))).containsOnlyOnce(true);
    String winner = await(people().byKey("mail:1")).orElseThrow().id();
    for (int i = 0; i < 20; i++) {
      assertThat(await(people().wrappedKey("a" + i)).isPresent()).isEqualTo(winner.equals("a" + i));
    }
  }

  @Test
  void changesOfAnAccountAtOnceAreAllKept() {
    added("a", "mail:1");

    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String key = "cred:" + i;
      all.add((i % 2 == 0 ? people() : other()).update("a", each -> each.withKey(key)));
    }
    all.forEach(each -> await(each));

    assertThat(await(people().account("a")).orElseThrow().keys()).hasSize(21);
  }

  @Test
  void aChangeThatThrowsChangesNothing() {
    Account before = added("a", "mail:1");

    assertThatThrownBy(
            () ->
                await(
                    people()
                        .update(
                            "a",
                            each -> {
                              throw Refusal.of(ErrorCode.FORBIDDEN);
                            })))
        .isInstanceOf(Refusal.class);

    assertThat(await(people().account("a"))).contains(before);
    assertThat(await(people().update("nobody", each -> each.withOperator(true)))).isEmpty();
  }

  @Test
  void aSessionIsFoundUntilItEndsOnEveryInstance() {
    added("a", "mail:1");
    await(people().putSession("a", session("s1", 1), 20));
    await(people().putSession("a", session("s2", 2), 20));
    String first = AccountSession.key("hash-of-s1");
    String second = AccountSession.key("hash-of-s2");
    assertThat(await(other().byKey(first))).map(Account::id).contains("a");
    assertThat(await(other().known(List.of(first, second, "session:none"))))
        .isEqualTo(Set.of(first, second));

    await(people().endSessions("a", each -> each.id().equals("s1")));

    assertThat(await(other().byKey(first))).isEmpty();
    assertThat(await(other().byKey(second))).isPresent();
    assertThat(await(other().known(List.of(first, second)))).isEqualTo(Set.of(second));
  }

  @Test
  void anAccountHasABoundedNumberOfSessionsAndTheOldestEnd() {
    added("a", "mail:1");

    for (int i = 1; i <= 25; i++) {
      await(people().putSession("a", session("s" + i, i), 20));
    }

    Account account = await(people().account("a")).orElseThrow();
    assertThat(account.sessions()).hasSize(20);
    assertThat(await(people().byKey(AccountSession.key("hash-of-s5")))).isEmpty();
    assertThat(await(people().byKey(AccountSession.key("hash-of-s6")))).isPresent();
  }

  @Test
  void anErasedAccountLeavesNothingBehind() {
    added("a", "mail:1");
    await(people().putSession("a", session("s", 1), 20));

    assertThat(await(people().erase("a"))).isTrue();

    assertThat(await(other().account("a"))).isEmpty();
    assertThat(await(other().wrappedKey("a"))).isEmpty();
    assertThat(await(other().byKey("mail:1"))).isEmpty();
    assertThat(await(other().byKey(AccountSession.key("hash-of-s")))).isEmpty();
    assertThat(await(people().erase("a"))).isFalse();
    added("b", "mail:1");
  }

  @Test
  void accountsAreReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      added("a" + i, "mail:" + i);
    }

    assertThat(await(other().accounts("", 3))).map(Account::id).containsExactly("a0", "a1", "a2");
    assertThat(await(other().accounts("a2", 3))).map(Account::id).containsExactly("a3", "a4");
    assertThat(await(other().accounts("a4", 3))).isEmpty();
  }

  @Test
  void accountsAreToBeErasedFromTheTimeTheyAreDue() {
    for (String id : List.of("a", "b", "c", "d")) {
      added(id, "mail:" + id);
    }
    due("a", 300);
    due("b", 100);
    due("c", 200);
    await(people().update("c", each -> each.withErasure(Optional.empty())));

    assertThat(await(other().erasuresDue(99, 10))).isEmpty();
    assertThat(await(other().erasuresDue(100, 10))).containsExactly("b");
    assertThat(await(other().erasuresDue(300, 10))).containsExactly("b", "a");
    assertThat(await(other().erasuresDue(300, 1))).containsExactly("b");

    await(people().erase("b"));
    due("a", 400);
    assertThat(await(other().erasuresDue(399, 10))).isEmpty();
    assertThat(await(other().erasuresDue(400, 10))).containsExactly("a");
  }

  private void due(String id, long at) {
    Erasure erasure = new Erasure(1, at, Optional.empty(), Optional.empty(), "en");
    await(people().update(id, each -> each.withErasure(Optional.of(erasure))));
  }

  @Test
  void theMembersOfARollAreReadPageByPageAndRemovedTogether() {
    List<RollMember> members = new ArrayList<>();
    for (String roll : List.of("r1", "r2", "r3")) {
      for (int i = 0; i < 1_200; i++) {
        members.add(new RollMember(roll, "m" + i, "c" + (1_000 + i), 1, Map.of()));
      }
    }
    await(people().addMembers(members));

    assertThat(await(other().members("r2/", 2)))
        .containsExactly(members.get(1_200), members.get(1_201));
    assertThat(await(other().members("r2/c1001", 1))).containsExactly(members.get(1_202));

    await(people().removeRoll("r2"));
    await(people().removeRoll("r2"));

    assertThat(await(other().members("", 10_000)))
        .hasSize(2_400)
        .noneMatch(each -> each.roll().equals("r2"));
    assertThat(await(other().memberByCode("r2", "c1000"))).isEmpty();
    assertThat(await(other().memberByCode("r3", "c1000"))).isPresent();
  }

  @Test
  void aMemberIsFoundByRollAndCode() {
    List<RollMember> members =
        IntStream.range(0, 2_500)
            .mapToObj(i -> new RollMember("roll", "m" + i, "c" + i, 3, Map.of("label", "x" + i)))
            .toList();

    await(people().addMembers(members));
    await(people().addMembers(members.subList(0, 10)));

    assertThat(await(other().memberByCode("roll", "c2499"))).contains(members.get(2_499));
    assertThat(await(other().memberByCode("roll", "c2500"))).isEmpty();
    assertThat(await(other().memberByCode("another", "c1"))).isEmpty();
  }

  @Test
  void aRollIsReadAsAWholeAndItsMembersAreRemoved() {
    List<RollMember> members =
        IntStream.range(0, 2_345)
            .mapToObj(i -> new RollMember("roll", "m" + i, "c" + i, 1, Map.of()))
            .toList();
    await(people().addMembers(members));
    await(people().addMembers(List.of(new RollMember("roll0", "m", "c", 1, Map.of()))));
    await(people().addMembers(List.of(new RollMember("rol", "m", "c", 1, Map.of()))));

    await(people().removeMembers(members.subList(0, 1_200)));
    await(people().removeMembers(members.subList(0, 10)));

    List<RollMember> read = new ArrayList<>();
    await(other().readMembers("roll", read::add));
    assertThat(read).containsExactlyInAnyOrderElementsOf(members.subList(1_200, 2_345));
    assertThat(await(other().memberByCode("roll", "c3"))).isEmpty();
    assertThat(await(other().memberByCode("roll0", "c"))).isPresent();
  }

  @Test
  void ofManyAtOnceOneUsesANameUntilItExpires() {
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add((i % 2 == 0 ? people() : other()).useOnce("totp:a:1", now.get() + 90_000));
    }

    assertThat(all.stream().map(each -> await(each))).containsOnlyOnce(true);
    now.addAndGet(89_999);
    assertThat(await(people().useOnce("totp:a:1", now.get() + 90_000))).isFalse();
    now.addAndGet(1);
    assertThat(await(people().useOnce("totp:a:1", now.get() + 90_000))).isTrue();
    assertThat(await(other().useOnce("totp:a:1", now.get() + 90_000))).isFalse();
  }

  @Test
  void changesOfANoteAtOnceAreAllKept() {
    List<Future<Note>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          (i % 2 == 0 ? people() : other())
              .writeNote("n", text -> new Note(text.orElse("") + "x", now.get() + 1_000)));
    }
    all.forEach(each -> await(each));

    assertThat(await(people().note("n"))).contains("x".repeat(20));
  }

  @Test
  void aNoteIsTakenOnceAndOnlyBeforeItExpires() {
    await(people().writeNote("n", text -> new Note("first", now.get() + 1_000)));
    await(people().writeNote("late", text -> new Note("second", now.get() + 10)));
    assertThat(await(other().note("n"))).contains("first");

    List<Future<Optional<String>>> taken =
        List.of(people().takeNote("n"), other().takeNote("n"), people().takeNote("n"));
    now.addAndGet(10);

    assertThat(taken.stream().filter(each -> await(each).isPresent())).hasSize(1);
    assertThat(await(people().note("n"))).isEmpty();
    assertThat(await(people().note("late"))).isEmpty();
    assertThat(await(people().takeNote("late"))).isEmpty();
    Note renewed = new Note("third", now.get() + 10);
    assertThat(await(people().writeNote("late", text -> text.isPresent() ? null : renewed)))
        .isEqualTo(renewed);
  }

  @Test
  void expiredNotesAreForgottenAndOthersStay() {
    await(people().writeNote("short", text -> new Note("a", now.get() + 10)));
    await(people().writeNote("long", text -> new Note("b", now.get() + 1_000)));
    now.addAndGet(20);

    await(people().forgetExpired());

    now.addAndGet(-20);
    assertThat(await(people().note("short"))).isEmpty();
    assertThat(await(people().note("long"))).contains("b");
  }

  @Test
  void theAuditLogHasEachNumberOnce() {
    AuditEntry first = new AuditEntry("i", 1, 5, "a", "sign-in", "a", "done", "h1");
    AuditEntry second = new AuditEntry("i", 2, 6, "a", "sign-out", "a", "done", "h2");
    assertThat(await(people().lastAudit("i"))).isEmpty();

    assertThat(await(people().appendAudit(first))).isTrue();
    assertThat(await(people().appendAudit(second))).isTrue();
    assertThat(await(other().appendAudit(second))).isFalse();
    assertThat(await(people().appendAudit(new AuditEntry("j", 7, 6, "", "", "", "", "")))).isTrue();

    assertThat(await(other().lastAudit("i"))).contains(second);
    assertThat(await(other().lastAudit("h"))).isEmpty();
  }

  private static AuditEntry entry(String instance, long number, long at, String actor) {
    return new AuditEntry(instance, number, at, actor, "room.made", "room:" + number, "done", "")
        .after("before");
  }

  @Test
  void aChainIsReadInOrderAndInParts() {
    for (long i = 1; i <= 5; i++) {
      await(people().appendAudit(entry("i", i, i, "a")));
      await(people().appendAudit(entry("i-2", i, i, "a")));
    }

    assertThat(await(other().auditInstances())).containsExactly("i", "i-2");
    assertThat(await(other().audit("i", 2, 3)))
        .containsExactly(entry("i", 2, 2, "a"), entry("i", 3, 3, "a"), entry("i", 4, 4, "a"));
    assertThat(await(other().audit("i", 5, 3))).hasSize(1);
    assertThat(await(other().audit("none", 1, 3))).isEmpty();
  }

  @Test
  void aChainThatIsCutKeepsItsAnchorAndGoesOn() {
    for (long i = 1; i <= 5; i++) {
      await(people().appendAudit(entry("i", i, i, "a")));
    }

    await(people().cutAudit(entry("i", 3, 3, "a")));
    await(other().cutAudit(entry("i", 2, 2, "a")));

    assertThat(await(other().auditAnchor("i"))).contains(entry("i", 3, 3, "a").anchor());
    assertThat(await(other().audit("i", 0, 9)).stream().map(AuditEntry::number))
        .containsExactly(4L, 5L);
    assertThat(await(people().auditNewest(AuditFilter.ALL, Optional.empty(), 9)).items())
        .hasSize(2);
    await(people().cutAudit(entry("i", 5, 5, "a")));
    assertThat(await(other().lastAudit("i"))).contains(entry("i", 5, 5, "a").anchor());
    assertThat(await(other().auditInstances())).containsExactly("i");
    await(people().removeAudit());
    assertThat(await(other().auditInstances())).isEmpty();
    assertThat(await(other().auditNewest(AuditFilter.ALL, Optional.empty(), 9)).items()).isEmpty();
  }

  @Test
  void theNewestEntriesOfAllInstancesAreFoundByWhatTheySay() {
    for (long i = 1; i <= 6; i++) {
      await(people().appendAudit(entry(i % 2 == 0 ? "i" : "j", i, 10 * i, i < 4 ? "a" : "b")));
    }
    AuditFilter byA =
        new AuditFilter(Optional.of("a"), Optional.empty(), Optional.empty(), 0, Long.MAX_VALUE);
    AuditFilter rooms =
        new AuditFilter(Optional.empty(), Optional.of("room"), Optional.of("room:5"), 0, 99);
    AuditFilter none =
        new AuditFilter(Optional.empty(), Optional.of("roo"), Optional.empty(), 0, 99);
    AuditFilter between =
        new AuditFilter(Optional.empty(), Optional.of("room.made"), Optional.empty(), 20, 50);

    Slice<AuditEntry> first = await(other().auditNewest(AuditFilter.ALL, Optional.empty(), 4));
    Slice<AuditEntry> second = await(people().auditNewest(AuditFilter.ALL, first.next(), 4));

    assertThat(first.items().stream().map(AuditEntry::number)).containsExactly(6L, 5L, 4L, 3L);
    assertThat(second.items().stream().map(AuditEntry::number)).containsExactly(2L, 1L);
    assertThat(second.next()).isEmpty();
    assertThat(numbers(byA)).containsExactly(3L, 2L, 1L);
    assertThat(numbers(rooms)).containsExactly(5L);
    assertThat(numbers(none)).isEmpty();
    assertThat(numbers(between)).containsExactly(4L, 3L, 2L);
  }

  private List<Long> numbers(AuditFilter filter) {
    return await(people().auditNewest(filter, Optional.empty(), 10)).items().stream()
        .map(AuditEntry::number)
        .toList();
  }

  @Test
  void accountsAreListedInTheOrderOfTheirIds() {
    for (String id : List.of("c", "a", "b")) {
      added(id, "mail:" + id);
    }

    assertThat(await(other().accounts("", 2)).stream().map(Account::id)).containsExactly("a", "b");
    assertThat(await(people().accounts("b", 2)).stream().map(Account::id)).containsExactly("c");
  }
}

package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets of those who lead a room end with the sign-in that opened them. */
class SignInWatchTest implements SignIns {
  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final List<Collection<String>> asked = new ArrayList<>();
  private final Set<String> standing = new HashSet<>(Set.of("one", "two"));
  private Future<Void> answers = Future.succeededFuture();
  private RoomKit.Client presenter;
  private RoomKit.Client voter;
  private SignInWatch watch;

  @Override
  public Optional<String> key(String cookies) {
    return Optional.ofNullable(cookies);
  }

  @Override
  public Future<Set<String>> standing(Collection<String> keys) {
    asked.add(keys);
    return answers.map(there -> Set.copyOf(standing));
  }

  @BeforeEach
  void join() {
    presenter = kit.joining(Optional.of(kit.presenterToken(room.room)));
    voter = kit.joining();
    kit.answer(room.view());
    watch = kit.onLoop(() -> new SignInWatch(kit.loop().vertx(), this));
  }

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  private void opened(RoomKit.Client client, String cookies) {
    kit.turn(() -> watch.opened(client.session(), cookies));
  }

  private void check() {
    kit.turn(watch::check);
  }

  @Test
  void aPresentersSocketEndsWithTheSignInAndAVotersStays() {
    opened(presenter, "one");
    opened(voter, "one");
    check();
    assertThat(presenter.closedWith).isZero();

    standing.remove("one");
    check();

    assertThat(presenter.closedWith).isEqualTo(4503);
    assertThat(voter.closedWith).isZero();
  }

  @Test
  void aSocketOfAnotherSignInStays() {
    RoomKit.Client second = kit.joining(Optional.of(kit.presenterToken(room.room)));
    opened(presenter, "one");
    opened(second, "two");
    standing.remove("two");

    check();

    assertThat(second.closedWith).isEqualTo(4503);
    assertThat(presenter.closedWith).isZero();
  }

  @Test
  void aSignInIsAskedForOnceHoweverManySocketsItHas() {
    RoomKit.Client second = kit.joining(Optional.of(kit.presenterToken(room.room)));
    opened(presenter, "one");
    opened(second, "one");

    check();

    assertThat(asked).containsExactly(List.of("one"));
  }

  @Test
  void whereNobodyWhoLeadsIsSignedInNothingIsAsked() {
    opened(presenter, null);
    opened(voter, "one");
    opened(kit.connect(), "two");

    check();

    assertThat(asked).isEmpty();
  }

  @Test
  void aSocketThatHasClosedIsWatchedNoMore() {
    opened(presenter, "one");
    kit.turn(() -> watch.closed(presenter.session()));

    check();

    assertThat(asked).isEmpty();
  }

  @Test
  void aStoreThatIsSlowIsAskedOnceAtATimeAndOneThatFailsIsAskedAgain() {
    opened(presenter, "one");
    Promise<Void> slow = Promise.promise();
    answers = slow.future();
    check();
    check();
    assertThat(asked).hasSize(1);

    kit.turn(() -> slow.fail("the store is away"));
    assertThat(presenter.closedWith).as("nobody said that the sign-in has ended").isZero();
    answers = Future.succeededFuture();
    standing.clear();
    check();

    assertThat(asked).hasSize(2);
    assertThat(presenter.closedWith).isEqualTo(4503);
  }

  @Test
  void aSocketThatClosedWhileTheStoreWasAskedIsLeftAlone() {
    opened(presenter, "one");
    Promise<Void> slow = Promise.promise();
    answers = slow.future();
    standing.clear();
    check();
    kit.turn(() -> watch.closed(presenter.session()));

    kit.turn(slow::complete);

    assertThat(presenter.closedWith).isZero();
  }
}

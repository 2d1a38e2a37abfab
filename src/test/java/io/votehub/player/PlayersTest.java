package io.votehub.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.PlayerQuery;
import io.votehub.bus.PlayerView;
import io.votehub.bus.PlayersQuery;
import io.votehub.fanout.LocalFanout;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Team;
import io.votehub.store.MemoryStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Players are named, and put in teams, on two instances that share a store. */
class PlayersTest {
  private static final String ROOM = "ABC234";
  private static final Optional<String> NONE = Optional.empty();

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final LocalFanout fanout = new LocalFanout(vertx, VotingMethods.standard());
  private final Players here = new Players(store, fanout);
  private final Players there = new Players(store, fanout);

  @BeforeEach
  void makeRoom() {
    await(store.addRoom(new Room(ROOM, "A room", 0)));
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception fault) {
      if (fault.getCause() instanceof Refusal why) {
        throw why;
      }
      throw new AssertionError(fault);
    }
  }

  private static PlayerQuery query(
      PlayerRules rules, String voter, Optional<String> name, Optional<String> team) {
    return new PlayerQuery(ROOM, voter, rules, name, team, false);
  }

  private static PlayerView named(Players at, String voter, String name) {
    return await(at.player(query(PlayerRules.DEFAULT, voter, Optional.of(name), NONE)));
  }

  private static PlayerView asked(Players at, String voter) {
    return await(at.player(query(PlayerRules.DEFAULT, voter, NONE, NONE)));
  }

  private static ErrorCode refusal(Runnable step) {
    try {
      step.run();
    } catch (Refusal why) {
      return why.code();
    }
    throw new AssertionError("It was not refused");
  }

  private PlayerView renamed(String voter, String name) {
    return await(
        here.player(
            new PlayerQuery(ROOM, voter, PlayerRules.DEFAULT, Optional.of(name), NONE, true)));
  }

  private static PlayerRules teams(int number, boolean choose) {
    List<Team> teams =
        IntStream.rangeClosed(1, number).mapToObj(i -> new Team("" + i, "Team " + i, i)).toList();
    return new PlayerRules(false, "en", teams, choose, 1);
  }

  @Test
  void aNameIsOnePlayersHoweverItIsWritten() {
    assertThat(named(here, "v1", " Straße ").name()).isEqualTo("Straße");

    assertThat(refusal(() -> named(there, "v2", "STRASSE"))).isEqualTo(ErrorCode.CONFLICT);
    assertThat(named(there, "v1", "Straße").named()).as("sent again").isTrue();
    assertThat(named(there, "v1", "strasse").name()).as("written otherwise").isEqualTo("strasse");
    assertThat(refusal(() -> named(here, "v3", "Straße"))).isEqualTo(ErrorCode.CONFLICT);
    named(here, "v1", "Ada");
    assertThat(named(there, "v2", "Strasse").name()).as("given back").isEqualTo("Strasse");
  }

  @Test
  void ofManyWhoWantANameAtOnceOneGetsIt() {
    List<Future<PlayerView>> all =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    (i % 2 == 0 ? here : there)
                        .player(query(PlayerRules.DEFAULT, "v" + i, Optional.of("Ada"), NONE)))
            .toList();

    await(Future.join(all).otherwiseEmpty());

    assertThat(all.stream().filter(Future::succeeded)).hasSize(1);
  }

  @Test
  void aNameHasFromOneTo24Characters() {
    assertThat(refusal(() -> named(here, "v1", "x".repeat(25)))).isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(refusal(() -> named(here, "v1", " \u200b "))).isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(named(here, "v1", "𝒳".repeat(24)).named()).isTrue();
  }

  @Test
  void nobodyIsKeptOutForWantOfAName() {
    PlayerView player = asked(here, "v1");

    assertThat(player.name()).matches("Player [1-9][0-9]{3}");
    assertThat(player.named()).isFalse();
    assertThat(asked(there, "v1")).isEqualTo(player);
  }

  @Test
  void aNameThatThePresenterGaveStays() {
    named(here, "v1", "Rude");

    assertThat(renamed("v1", "Kind").name()).isEqualTo("Kind");

    assertThat(named(there, "v1", "Rude").name()).isEqualTo("Kind");
    assertThat(named(there, "v2", "Rude").name()).as("given back").isEqualTo("Rude");
    assertThat(refusal(() -> renamed("v1", "RUDE"))).isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void generatedNamesAreDistinctShortAndTheSameWhenAskedAgain() {
    for (String language : PlayerRules.LANGUAGES) {
      PlayerRules rules = new PlayerRules(true, language, List.of(), false, 1);
      Function<String, String> name =
          voter -> await(here.player(query(rules, voter, Optional.of("Mine"), NONE))).name();
      List<String> names =
          IntStream.range(0, 1500).mapToObj(i -> name.apply(language + i)).toList();

      assertThat(new HashSet<>(names)).hasSize(1500);
      assertThat(names).allMatch(each -> each.length() <= PlayerRules.MAX_NAME);
      assertThat(name.apply(language + 7)).isEqualTo(names.get(7));
    }
  }

  @Test
  void teamsAreFilledEvenlyOverInstancesAndNobodyChangesTheirs() {
    PlayerRules rules = teams(3, false);
    List<Future<PlayerView>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // Everybody asks twice, at once, on both instances.
      all.add(here.player(query(rules, "v" + i, NONE, NONE)));
      all.add(there.player(query(rules, "v" + i, NONE, NONE)));
    }

    await(Future.all(all));

    Map<String, Set<String>> teamsOf =
        all.stream()
            .map(Future::result)
            .collect(
                Collectors.groupingBy(
                    PlayerView::voter,
                    Collectors.mapping(each -> each.team().orElseThrow(), Collectors.toSet())));
    assertThat(teamsOf.values()).allMatch(each -> each.size() == 1);
    Map<String, Long> sizes =
        teamsOf.values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    assertThat(sizes.values()).allMatch(size -> size >= 33 && size <= 34);
  }

  @Test
  void whoMayChooseChoosesOnce() {
    PlayerRules rules = teams(2, true);
    Function<Optional<String>, Optional<String>> choose =
        team -> await(here.player(query(rules, "v1", NONE, team))).team();

    assertThat(choose.apply(NONE)).as("has yet to choose").isEmpty();
    assertThat(refusal(() -> assertThat(choose.apply(Optional.of("9"))).isEmpty()))
        .isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(choose.apply(Optional.of("2"))).contains("2");
    assertThat(choose.apply(Optional.of("1"))).contains("2");
    assertThat(await(there.player(query(rules, "v2", NONE, Optional.of("any")))).team())
        .as("the smallest")
        .contains("1");
  }

  @Test
  void playersAreListedInPages() {
    Stream.of("c", "a", "b").forEach(voter -> named(here, voter, "Name " + voter));

    Function<String, List<String>> page =
        after ->
            await(there.page(new PlayersQuery(ROOM, PlayerRules.DEFAULT, after, 2)))
                .players()
                .stream()
                .map(PlayerView::name)
                .toList();
    assertThat(page.apply("")).containsExactly("Name a", "Name b");
    assertThat(page.apply("b")).containsExactly("Name c");
  }

  @Test
  void anIdThatIsNoneIsRefused() {
    assertThatThrownBy(() -> asked(here, "v".repeat(200))).isInstanceOf(Refusal.class);
  }
}

package io.votehub.player;

import io.vertx.core.Future;
import io.votehub.bus.PlayerQuery;
import io.votehub.bus.PlayerView;
import io.votehub.bus.PlayersPage;
import io.votehub.bus.PlayersQuery;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.RoomNotice;
import io.votehub.player.PlayerRecords.Name;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import io.votehub.store.RoomRecord;
import io.votehub.store.RoomRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The players of the quizzes of rooms.
 *
 * <p>Promises: a name is one player's in the room, over all instances; whatever is repeated changes
 * nothing; a name that a presenter gave stays; a player's team never changes while the room has it;
 * nobody is kept out for want of a name. Every call is safe from any thread.
 */
public final class Players {
  /** With a number that many names collide with nobody's even in the largest room. */
  private static final int MAX_ATTEMPTS = 12;

  private static final int MAX_ID = 160;

  /** Pages show several as one, so names would look the same. */
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");

  private final PlayerRecords records;
  private final TakenNames taken;
  private final TeamSizes sizes;
  private final Fanout fanout;

  public Players(RoomRecords store, Fanout fanout) {
    this.records = new PlayerRecords(store);
    this.taken = new TakenNames(store);
    this.sizes = new TeamSizes(store);
    this.fanout = fanout;
  }

  /**
   * A player, named and put in a team as asked for. Fails with {@code bad-request} if the name is
   * none, or there is no such team; with {@code conflict} if another has the name.
   */
  public Future<PlayerView> player(PlayerQuery query) {
    if (query.voter().length() > MAX_ID) {
      return Future.failedFuture(Refusal.field("", "Is no id of a player"));
    }
    if (query.byPresenter()) {
      return renamed(query);
    }
    return records
        .name(query.room(), query.voter())
        .compose(known -> named(query, known))
        .compose(name -> team(query).map(team -> view(query.voter(), name, team)));
  }

  /** Some players in the order of their ids: those who have a name. */
  public Future<PlayersPage> page(PlayersQuery query) {
    return records
        .names(query.room(), query.after(), query.atMost())
        .compose(
            found ->
                Future.all(found.stream().map(each -> listed(query, each)).toList())
                    .map(
                        all ->
                            new PlayersPage(
                                all.<PlayerView>list(), found.size() == query.atMost())));
  }

  private Future<PlayerView> listed(PlayersQuery query, RoomRecord record) {
    String voter = record.key().substring(PlayerRecords.NAME.length());
    Optional<Name> name = Optional.of(PlayerRecords.readName(record.text()));
    return standingTeam(query.room(), voter, query.rules()).map(team -> view(voter, name, team));
  }

  private static PlayerView view(String voter, Optional<Name> name, Optional<String> team) {
    return new PlayerView(
        voter,
        name.map(Name::text).orElseGet(() -> GeneratedNames.unnamed(voter)),
        name.isPresent(),
        team);
  }

  private Future<PlayerView> renamed(PlayerQuery query) {
    Name wanted = new Name(clean(query.name().orElse("")), true);
    return put(query, wanted)
        .compose(
            name ->
                standingTeam(query.room(), query.voter(), query.rules())
                    .map(team -> view(query.voter(), name, team)))
        .onSuccess(player -> fanout.noticed(query.room(), notice(player)));
  }

  private static RoomNotice notice(PlayerView player) {
    Map<String, Object> content = new HashMap<>();
    content.put("voter", player.voter());
    content.put("name", player.name());
    player.team().ifPresent(team -> content.put("team", team));
    return new RoomNotice(PlayerView.NOTICE, content);
  }

  private Future<Optional<Name>> named(PlayerQuery query, Optional<Name> known) {
    boolean settled = known.isPresent() && (query.rules().generated() || known.get().byPresenter());
    if (settled || (query.name().isEmpty() && !query.rules().generated())) {
      return Future.succeededFuture(known);
    }
    return query.rules().generated()
        ? generated(query, 0)
        : put(query, new Name(clean(query.name().get()), false));
  }

  private Future<Optional<Name>> generated(PlayerQuery query, int attempt) {
    String name = GeneratedNames.of(query.voter(), query.rules().language(), attempt);
    return put(query, new Name(name, false))
        .recover(
            fault ->
                isConflict(fault) && attempt < MAX_ATTEMPTS
                    ? generated(query, attempt + 1)
                    : Future.failedFuture(fault));
  }

  private static boolean isConflict(Throwable fault) {
    return fault instanceof Refusal why && why.code() == ErrorCode.CONFLICT;
  }

  private static String clean(String typed) {
    ValidationErrors faults = new ValidationErrors();
    String name = faults.text(typed, "/name", PlayerRules.MAX_NAME);
    faults.throwIfAny();
    return SPACES.matcher(name).replaceAll(" ");
  }

  /** Takes the name before it is written, and gives the earlier one back afterwards. */
  private Future<Optional<Name>> put(PlayerQuery query, Name wanted) {
    AtomicReference<Optional<Name>> earlier = new AtomicReference<>(Optional.empty());
    return taken
        .take(query.room(), wanted.text(), query.voter())
        .compose(
            mine ->
                records.changeName(
                    query.room(),
                    query.voter(),
                    before -> {
                      earlier.set(before);
                      boolean stays = before.filter(Name::byPresenter).isPresent();
                      return stays && !wanted.byPresenter() ? before : Optional.of(wanted);
                    }))
        .compose(
            now ->
                giveBack(query, earlier.get(), now)
                    .compose(given -> giveBack(query, Optional.of(wanted), now))
                    .map(now));
  }

  private Future<Void> giveBack(PlayerQuery query, Optional<Name> name, Optional<Name> now) {
    boolean inUse =
        name.isEmpty()
            || now.filter(each -> TakenNames.areSame(each.text(), name.get().text())).isPresent();
    return inUse
        ? Future.succeededFuture()
        : taken.give(query.room(), name.get().text(), query.voter());
  }

  /** The team of a player, unless the room has it no more. */
  private Future<Optional<String>> standingTeam(String room, String voter, PlayerRules rules) {
    return rules.teams().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : records.team(room, voter).map(team -> team.filter(id -> rules.team(id).isPresent()));
  }

  private Future<Optional<String>> team(PlayerQuery query) {
    return standingTeam(query.room(), query.voter(), query.rules())
        .compose(
            standing ->
                standing.isPresent() || query.rules().teams().isEmpty()
                    ? Future.succeededFuture(standing)
                    : join(query));
  }

  private Future<Optional<String>> join(PlayerQuery query) {
    PlayerRules rules = query.rules();
    Optional<String> wanted =
        query.team().filter(team -> rules.choose() && !team.equals(PlayerQuery.ANY_TEAM));
    if (wanted.isPresent()) {
      return rules.team(wanted.get()).isEmpty()
          ? Future.failedFuture(Refusal.field("/team", "The room has no such team"))
          : sizes
              .add(query.room(), wanted.get(), 1)
              .compose(counted -> settle(query, wanted.get()));
    }
    return rules.choose() && query.team().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : sizes.place(query.room(), rules).compose(place -> settle(query, place));
  }

  /**
   * Puts the player in a team in which a place is taken, which is given back if it was not needed.
   */
  private Future<Optional<String>> settle(PlayerQuery query, String place) {
    List<String> lost = new ArrayList<>();
    return records
        .changeTeam(
            query.room(),
            query.voter(),
            before -> {
              lost.clear();
              if (before.filter(id -> query.rules().team(id).isPresent()).isPresent()) {
                lost.add(place);
                return before;
              }
              return Optional.of(place);
            })
        .compose(
            team ->
                lost.isEmpty()
                    ? Future.succeededFuture(team)
                    : sizes.add(query.room(), place, -1).map(team));
  }
}

package io.votehub.session;

import io.vertx.core.internal.ContextInternal;
import io.votehub.json.Json;
import io.votehub.protocol.Messages;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends the tallies of one poll of texts to the sessions of this loop. A tally lists a hundred
 * texts, so voters get one at most once a second, the last one at once; those whose client puts the
 * list together get what changed in place of the list. Presenters get each tally whole. Confined to
 * one event loop.
 */
final class TextBroadcast {
  static final long VOTERS_INTERVAL_MS = 1000;

  private final String poll;
  private final Supplier<Session[]> members;
  private final BooleanSupplier visible;
  private final Pace pace;
  private final TallyBroadcast presenters;
  private final TallyBroadcast whole;
  private final TallyBroadcast light;
  private final EntriesRound changes;
  private TallyFrame newest;

  /** Whether some receivers of changes may lack the list that the changes are of. */
  private boolean wholeDue = true;

  /** The texts that receivers of changes have, by id. */
  private Map<String, Map<String, Object>> told = Map.of();

  /** The ids of texts that some receivers may have. */
  private Set<String> seen = new HashSet<>();

  /**
   * @param members supplies the sessions in the room
   * @param visible whether voters may see the tally
   */
  TextBroadcast(
      String poll,
      ContextInternal context,
      SessionMeters meters,
      Supplier<Session[]> members,
      BooleanSupplier visible) {
    this.poll = poll;
    this.members = members;
    this.visible = visible;
    this.pace = new Pace(context.owner(), VOTERS_INTERVAL_MS, this::tellVoters);
    this.presenters = tallies(context, meters, Session::isPresenter);
    this.whole = tallies(context, meters, each -> !each.isPresenter() && !each.followsEntries());
    this.light = tallies(context, meters, TextBroadcast::getsChanges);
    this.changes = new EntriesRound(context, this::tellMore);
  }

  private static boolean getsChanges(Session session) {
    return !session.isPresenter() && session.followsEntries();
  }

  private TallyBroadcast tallies(
      ContextInternal context, SessionMeters meters, Predicate<Session> receivers) {
    return new TallyBroadcast(
        context, meters, () -> of(members.get(), receivers), visible, TallyBroadcast.SLICE_NANOS);
  }

  private static Session[] of(Session[] all, Predicate<Session> receivers) {
    List<Session> some = new ArrayList<>(all.length);
    for (Session each : all) {
      if (receivers.test(each)) {
        some.add(each);
      }
    }
    return some.toArray(Session[]::new);
  }

  /** The tally as it stands when the room is loaded; whoever joins gets it with the answer. */
  void load(TallyFrame frame) {
    newest = frame;
    wholeDue = !visible.getAsBoolean();
    told = frame.texts().orElseThrow().entries();
    seen = new HashSet<>(told.keySet());
  }

  /** Sends a newer tally. */
  void tally(TallyFrame frame) {
    newest = frame;
    seen.addAll(frame.texts().orElseThrow().entries().keySet());
    presenters.send(frame);
    if (frame.last()) {
      tellVoters();
    } else {
      pace.request();
    }
  }

  private void tellMore() {
    if (!newest.texts().orElseThrow().entries().equals(told)) {
      pace.request();
    }
  }

  private void tellVoters() {
    if (!visible.getAsBoolean()) {
      return;
    }
    whole.send(newest);
    if (changes.isRunning()) {
      return;
    }
    TallyFrame.Texts texts = newest.texts().orElseThrow();
    List<Map<String, Object>> changed =
        texts.entries().entrySet().stream()
            .filter(each -> !each.getValue().equals(told.get(each.getKey())))
            .map(Map.Entry::getValue)
            .toList();
    seen.removeAll(texts.entries().keySet());
    List<String> removed = List.copyOf(seen);
    told = texts.entries();
    seen = new HashSet<>(told.keySet());
    if (wholeDue) {
      wholeDue = false;
      light.send(newest);
      return;
    }
    light.send(new TallyFrame(poll, newest.rev(), newest.last(), texts.others(), ""));
    if (!changed.isEmpty() || !removed.isEmpty()) {
      changes.begin(
          poll,
          Json.write(Messages.entries(poll, newest.rev(), changed, removed)),
          0,
          members.get(),
          TextBroadcast::getsChanges);
    }
  }

  /** The list is to be sent whole with the next tally, because it was hidden from voters. */
  void revealed() {
    wholeDue = true;
  }

  /** Ends all that is in progress. */
  void cancel() {
    pace.cancel();
    presenters.cancel();
    whole.cancel();
    light.cancel();
    changes.cancel();
  }
}

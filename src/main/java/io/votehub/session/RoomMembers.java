package io.votehub.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions in one room on one event loop, also by voter. Adding and removing take constant time
 * but for a voter with many connections; iteration order is unspecified. Confined to its event
 * loop.
 */
final class RoomMembers {
  private final List<Session> members = new ArrayList<>();

  /** By voter the newest session, which links to the voter's others from newest to oldest. */
  private final Map<String, Session> newestByVoter = new HashMap<>();

  void add(Session session) {
    session.index(members.size());
    members.add(session);
    session.voter().ifPresent(id -> session.nextOfVoter(newestByVoter.put(id, session)));
  }

  void remove(Session session) {
    int index = session.index();
    Session last = members.remove(members.size() - 1);
    if (last != session) {
      members.set(index, last);
      last.index(index);
    }
    session.voter().ifPresent(voter -> unlink(voter, session));
  }

  private void unlink(String voter, Session session) {
    Session first = newestByVoter.get(voter);
    if (first == session && session.nextOfVoter() == null) {
      newestByVoter.remove(voter);
    } else if (first == session) {
      newestByVoter.put(voter, session.nextOfVoter());
    } else {
      Session before = first;
      while (before.nextOfVoter() != session) {
        before = before.nextOfVoter();
      }
      before.nextOfVoter(session.nextOfVoter());
    }
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Any of the sessions; there must be one. */
  Session any() {
    return members.get(0);
  }

  /** A snapshot of all sessions. */
  Session[] all() {
    return members.toArray(Session[]::new);
  }

  /** The newest sessions of a voter, newest first, at most {@code max}. */
  List<Session> newestOf(String voter, int max) {
    List<Session> newest = new ArrayList<>();
    Session each = newestByVoter.get(voter);
    while (each != null && newest.size() < max) {
      newest.add(each);
      each = each.nextOfVoter();
    }
    return newest;
  }

  /**
   * The sessions of a player of quizzes, at most {@code max}. Members of voter rolls play under
   * another id than that by which their sessions are found.
   */
  List<Session> ofPlayer(String player, int max) {
    List<Session> found = newestOf(player, max);
    return found.isEmpty()
        ? members.stream()
            .filter(each -> each.player().id().filter(player::equals).isPresent())
            .limit(max)
            .toList()
        : found;
  }
}

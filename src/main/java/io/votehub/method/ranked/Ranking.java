package io.votehub.method.ranked;

import io.votehub.method.Choices;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A ballot's ranking: places, best first, each with its tied options in the poll's order. Options
 * are identified by their zero-based index in the poll.
 */
record Ranking(List<List<Integer>> places) {
  /**
   * Reads a ranking, which may be partial.
   *
   * @param ties whether options may be tied
   * @throws Refusal {@code bad-ballot} with a message that names the fault
   */
  static Ranking read(Poll poll, Object value, boolean ties) {
    if (!(value instanceof List<?> given)) {
      throw bad("'ranking' must be a list of option ids, best first");
    }
    if (given.isEmpty()) {
      throw bad("The ranking is empty");
    }
    if (given.size() > poll.options().size()) {
      throw bad("The ranking has more places than the poll has options");
    }
    BitSet ranked = new BitSet();
    List<List<Integer>> places = new ArrayList<>(given.size());
    for (Object place : given) {
      if (!(place instanceof List<?> tied)) {
        places.add(List.of(option(poll, place, ranked)));
      } else if (ties) {
        places.add(tie(poll, tied, ranked));
      } else {
        throw bad("Options cannot tie in this poll; each has a place of its own");
      }
    }
    return new Ranking(List.copyOf(places));
  }

  private static List<Integer> tie(Poll poll, List<?> tied, BitSet ranked) {
    if (tied.isEmpty()) {
      throw bad("A tie in the ranking is empty");
    }
    List<Integer> place = new ArrayList<>();
    for (Object each : tied) {
      place.add(option(poll, each, ranked));
    }
    return place.stream().sorted().toList();
  }

  private static int option(Poll poll, Object value, BitSet ranked) {
    int option = number(poll, Choices.option(poll, value));
    if (ranked.get(option)) {
      throw bad("An option is ranked twice");
    }
    ranked.set(option);
    return option;
  }

  private static int number(Poll poll, String id) {
    int number = 0;
    while (!poll.options().get(number).id().equals(id)) {
      number++;
    }
    return number;
  }

  private static Refusal bad(String fault) {
    return Refusal.of(ErrorCode.BAD_BALLOT, fault);
  }

  /**
   * The canonical form where unranked options are below all ranked ones: a last place of one option
   * is written out, a last place of several is omitted unless it is the only one.
   */
  Ranking unrankedLast(int options) {
    List<Integer> unranked = unranked(options);
    List<List<Integer>> canonical = new ArrayList<>(places);
    int last = places.size() - 1;
    if (unranked.size() == 1) {
      canonical.add(unranked);
    } else if (unranked.isEmpty() && last > 0 && places.get(last).size() > 1) {
      canonical.remove(last);
    }
    return new Ranking(List.copyOf(canonical));
  }

  /** The unranked options, in the poll's order. */
  List<Integer> unranked(int options) {
    BitSet ranked = new BitSet();
    places.stream().flatMap(Collection::stream).forEach(ranked::set);
    return IntStream.range(0, options).filter(option -> !ranked.get(option)).boxed().toList();
  }

  /** The ranking as written in a ballot. */
  List<Object> json(Poll poll) {
    List<Object> json = new ArrayList<>(places.size());
    for (List<Integer> place : places) {
      // Mostly there is one, and there are very many ballots.
      json.add(
          place.size() == 1
              ? poll.options().get(place.get(0)).id()
              : place.stream().map(option -> poll.options().get(option).id()).toList());
    }
    return List.copyOf(json);
  }
}

package io.votehub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What of the comparison is to run.
 *
 * @param rounds how many
 * @param scenarios in their order
 * @param peers in their order
 */
record PeersChoice(int rounds, List<PeersScenario> scenarios, List<Peer> peers) {
  private static final int DEFAULT_ROUNDS = 3;
  private static final String ROUNDS = "rounds=";
  private static final String AFTER = "after=";
  private static final String NEXT = "/";

  /**
   * Several, one after another, whose words are separated by {@code /}.
   *
   * @throws IllegalArgumentException for a word that chooses nothing
   */
  static List<PeersChoice> all(List<String> words) {
    List<PeersChoice> choices = new ArrayList<>();
    List<String> rest = words;
    for (int next = rest.indexOf(NEXT); next >= 0; next = rest.indexOf(NEXT)) {
      choices.add(of(rest.subList(0, next)));
      rest = rest.subList(next + 1, rest.size());
    }
    choices.add(of(rest));
    return choices;
  }

  /**
   * By words: {@code rounds=1}; {@code after=600} for so many seconds of load before anything is
   * measured, in each scenario, instead of its own; the word of a scenario, or several joined by
   * {@code +} that it must have, such as {@code three+evening}; the beginning of a peer's name.
   * Without a scenario all of them, without a peer all.
   *
   * @throws IllegalArgumentException for a word that chooses nothing
   */
  static PeersChoice of(List<String> words) {
    int rounds = DEFAULT_ROUNDS;
    UnaryOperator<PeersScenario> load = UnaryOperator.identity();
    List<PeersScenario> scenarios = new ArrayList<>();
    List<Peer> peers = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith(ROUNDS)) {
        rounds = Integer.parseInt(word.substring(ROUNDS.length()));
        continue;
      }
      if (word.startsWith(AFTER)) {
        int seconds = Integer.parseInt(word.substring(AFTER.length()));
        load = scenario -> scenario.after(seconds);
        continue;
      }
      List<String> all = List.of(word.split("\\+"));
      List<PeersScenario> meant =
          PeersScenario.ALL.stream().filter(each -> each.words().containsAll(all)).toList();
      List<Peer> named = Peers.ALL.stream().filter(peer -> peer.name().startsWith(word)).toList();
      if (meant.isEmpty() && named.isEmpty()) {
        throw new IllegalArgumentException("Neither a scenario nor a peer: " + word);
      }
      scenarios.addAll(meant);
      peers.addAll(named);
    }
    List<PeersScenario> chosen =
        scenarios.isEmpty() ? PeersScenario.ALL : in(PeersScenario.ALL, scenarios);
    return new PeersChoice(
        rounds,
        chosen.stream().map(load).toList(),
        peers.isEmpty() ? Peers.ALL : in(Peers.ALL, peers));
  }

  private static <T> List<T> in(List<T> order, List<T> chosen) {
    return order.stream().filter(chosen::contains).toList();
  }
}

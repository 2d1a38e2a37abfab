package io.votehub.method.ranked;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads elections from the test resources. */
public final class ElectionFile {
  private ElectionFile() {}

  public static String text(String name) {
    try (InputStream in = ElectionFile.class.getResourceAsStream("/elections/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static List<String> lines(String name) {
    return text(name).lines().toList();
  }

  /** Candidates have their numbers in the file as ids, {@code 1}, {@code 2}, … */
  public static RankedElection blt(String name) {
    List<String> lines = lines(name);
    String[] head = lines.get(0).split(" ", -1);
    List<String> options = new ArrayList<>();
    for (int option = 1; option <= Integer.parseInt(head[0]); option++) {
      options.add(String.valueOf(option));
    }
    RankedElection election = RankedElection.stv(Integer.parseInt(head[1]), options);
    for (String line : lines.subList(1, lines.indexOf("0"))) {
      String[] words = line.split(" ", -1);
      election.cast(Long.parseLong(words[0]), Arrays.asList(words).subList(1, words.length - 1));
    }
    return election;
  }

  /**
   * A ranking from the rank of each option, best first; those with the same rank tie.
   *
   * @param ranks 0 for an option that is not ranked
   */
  public static List<Object> ranking(List<String> options, List<Integer> ranks) {
    List<Object> ranking = new ArrayList<>();
    ranks.stream()
        .filter(rank -> rank > 0)
        .sorted()
        .distinct()
        .forEach(
            rank -> {
              List<String> place = new ArrayList<>();
              for (int i = 0; i < options.size(); i++) {
                if (ranks.get(i).equals(rank)) {
                  place.add(options.get(i));
                }
              }
              ranking.add(place.size() == 1 ? place.get(0) : place);
            });
    return ranking;
  }
}

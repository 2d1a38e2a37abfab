package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.Json;
import io.votehub.method.CellReader;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Ballot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingReaderTest {
  private static final List<String> COUNTS =
      List.of("irv", "stv", "borda", "schulze", "rankedpairs");

  private final VotingMethod method = new RankedChoice();

  @Property(tries = 500)
  void itAgreesWithTheReaderOfJsonAboutEveryBallot(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> ids =
        new ArrayList<>(
            List.of("a", "b", "c,d", "e f", "\u00e4", "\\", "\\\\", "\"", "]}", "option-9"));
    Collections.shuffle(ids, random);
    String count = COUNTS.get(random.nextInt(COUNTS.size()));
    RankedElection election = RankedElection.by(count, ids.subList(0, 2 + random.nextInt(8)));
    List<Object> ranking =
        new ArrayList<>(election.poll().options().stream().map(o -> (Object) o.id()).toList());
    Collections.shuffle(ranking, random);
    ranking = new ArrayList<>(ranking.subList(0, 1 + random.nextInt(ranking.size())));
    if (ranking.size() > 2
        && !count.equals("irv")
        && !count.equals("stv")
        && random.nextBoolean()) {
      ranking.set(0, List.of(ranking.remove(0), ranking.remove(0)));
    }
    Ballot read = method.read(election.poll(), Map.of("ranking", ranking));

    method
        .cellReader(election.poll())
        .of(Json.write(read.value()))
        .ifPresent(cells -> assertThat(cells).isEqualTo(read.cells()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"irv", "borda"})
  void itReadsPlainRankings(String count) {
    CellReader reader = method.cellReader(RankedElection.by(count, "a b c d").poll());

    assertThat(reader.of("{\"ranking\":[\"c\",\"a\",\"b\",\"d\"]}")).isPresent();
    assertThat(reader.of("{\"ranking\":[\"c\"]}")).isPresent();
  }

  @Test
  void whatIsNoPlainRankingOfOptionsIsLeftToTheReaderOfJson() {
    CellReader reader = method.cellReader(RankedElection.by("irv", "a b c d").poll());

    List.of(
            "{\"ranking\":[\"a\",\"z\"]}",
            "{\"ranking\":[\"a\",\"a\"]}",
            "{\"ranking\":[\"a\" ,\"b\"]}",
            "{\"ranking\":[\"a\",[\"b\",\"c\"]]}",
            "{\"ranking\":[\"\\u0061\"]}",
            "{\"ranking\":[]}",
            "{\"ranking\":[\"]}",
            "{\"ranking\":[\"a\"],\"b\":[\"a\"]}",
            "{\"abstain\":true}",
            "")
        .forEach(text -> assertThat(reader.of(text)).as(text).isEmpty());
  }
}

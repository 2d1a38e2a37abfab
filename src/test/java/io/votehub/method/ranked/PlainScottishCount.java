package io.votehub.method.ranked;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Scottish count as one would do it by hand: paper by paper, in decimals, rule by rule. Slow,
 * and independent of the implementation that is tested against it.
 */
final class PlainScottishCount {
  private static final class Paper {
    final List<String> preferences;
    BigDecimal value = BigDecimal.ONE.setScale(5);

    Paper(List<String> preferences) {
      this.preferences = preferences;
    }
  }

  private final List<String> candidates;
  private final Map<String, List<Paper>> parcels = new LinkedHashMap<>();
  private final List<String> continuing;
  private final List<String> waiting = new ArrayList<>();
  private final List<Map<String, BigDecimal>> stages = new ArrayList<>();
  private final List<String> elected = new ArrayList<>();
  private final int seats;
  private final BigDecimal quota;
  private Map<String, BigDecimal> credit = new LinkedHashMap<>();

  PlainScottishCount(List<String> candidates, int seats, List<List<String>> ballots) {
    this.candidates = candidates;
    this.seats = seats;
    continuing = new ArrayList<>(candidates);
    quota = BigDecimal.valueOf(ballots.size() / (seats + 1) + 1).setScale(5);
    candidates.forEach(candidate -> parcels.put(candidate, new ArrayList<>()));
    candidates.forEach(candidate -> credit.put(candidate, BigDecimal.ZERO.setScale(5)));
    for (List<String> ballot : ballots) {
      parcels.get(ballot.get(0)).add(new Paper(ballot));
      credit.merge(ballot.get(0), BigDecimal.ONE, BigDecimal::add);
    }
    if (!ballots.isEmpty()) {
      count();
    }
  }

  /** The credit of every candidate not excluded at the end of each stage. */
  List<Map<String, BigDecimal>> stages() {
    return stages;
  }

  List<String> elected() {
    return candidates.stream().filter(elected::contains).toList();
  }

  private void count() {
    endStage();
    while (elected.size() < seats) {
      String next = waiting.isEmpty() ? lowest() : highestSurplus();
      BigDecimal all = credit.get(next);
      List<Paper> papers = parcels.put(next, new ArrayList<>());
      boolean surplus = waiting.remove(next);
      if (surplus) {
        BigDecimal over = all.subtract(quota);
        papers.forEach(p -> p.value = over.multiply(p.value).divide(all, 5, RoundingMode.DOWN));
        credit.put(next, quota);
      } else {
        continuing.remove(next);
        credit.remove(next);
      }
      for (Paper paper : papers) {
        paper.preferences.stream()
            .skip(paper.preferences.indexOf(next) + 1L)
            .filter(continuing::contains)
            .findFirst()
            .ifPresent(
                to -> {
                  parcels.get(to).add(paper);
                  credit.merge(to, paper.value, BigDecimal::add);
                });
      }
      endStage();
    }
  }

  private void endStage() {
    stages.add(credit);
    credit = new LinkedHashMap<>(credit);
    boolean lastVacancies = continuing.size() == seats - elected.size();
    for (String candidate : List.copyOf(continuing)) {
      int against = credit.get(candidate).compareTo(quota);
      if (against >= 0 || lastVacancies) {
        continuing.remove(candidate);
        elected.add(candidate);
        if (against > 0) {
          waiting.add(candidate);
        }
      }
    }
  }

  private String lowest() {
    return continuing.stream().min(byCredit().thenComparing(listedLaterFirst())).orElseThrow();
  }

  private String highestSurplus() {
    return waiting.stream()
        .min(byCredit().reversed().thenComparing(listedLaterFirst()))
        .orElseThrow();
  }

  private Comparator<String> byCredit() {
    Comparator<String> byCredit = Comparator.comparing(credit::get);
    for (int stage = stages.size() - 1; stage >= 0; stage--) {
      byCredit = byCredit.thenComparing(stages.get(stage)::get);
    }
    return byCredit;
  }

  private Comparator<String> listedLaterFirst() {
    return Comparator.<String>comparingInt(candidates::indexOf).reversed();
  }
}

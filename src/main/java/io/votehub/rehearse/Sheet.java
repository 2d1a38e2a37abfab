package io.votehub.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a rehearsal.
 *
 * @param startedAt in milliseconds since the epoch
 * @param seconds how long it took
 * @param carries how many such phones the hub would carry
 * @param fault why the rehearsal ended early; empty if it did not
 */
public record Sheet(
    String hub,
    long startedAt,
    long seconds,
    int voters,
    AudienceProfile profile,
    List<Check> checks,
    Map<String, Latencies.Summary> latencies,
    Map<String, Long> counts,
    Map<String, Long> refusals,
    List<RoundOutcome> rounds,
    List<HubLoad.Resource> resources,
    GeneratorLoad.View generator,
    Capacity carries,
    List<Second> timeline,
    String fault) {
  /**
   * A condition of the rehearsal.
   *
   * @param id names it for programs
   * @param name names it for people
   * @param unit of both values; empty for a number of things
   * @param atMost whether the value must not exceed the limit; else it must reach it
   */
  public record Check(
      String id, String name, double value, double limit, String unit, boolean atMost) {
    /** Whether it holds. */
    public boolean passed() {
      return atMost ? value <= limit : value >= limit;
    }

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("passed", passed());
      json.put("value", plain(value));
      json.put("limit", plain(limit));
      json.put("unit", unit);
      return json;
    }
  }

  /** How sure an estimate is. */
  public enum Certainty {
    ABOUT,
    AT_LEAST,
    FEWER_THAN,
    /** Phones and hub cannot be told apart. */
    UNKNOWN
  }

  /**
   * How many phones the hub would carry.
   *
   * @param fullFirst the resource that fills first; empty if it is not known
   */
  public record Capacity(Certainty certainty, long voters, String fullFirst) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("certainty", certainty.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      json.put("voters", voters);
      json.put("fullFirst", fullFirst);
      return json;
    }
  }

  /**
   * One second of the timeline; values that are not known are -1.
   *
   * @param acks votes acknowledged in that second
   * @param hubCpu share of the CPUs of the hub's machine, 0 to 1
   */
  record Second(
      int second, long present, long acks, double ackP99Ms, double tallyP99Ms, double hubCpu) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("second", second);
      json.put("present", present);
      json.put("acks", acks);
      json.put("ackP99Ms", ackP99Ms < 0 ? null : plain(ackP99Ms));
      json.put("tallyP99Ms", tallyP99Ms < 0 ? null : plain(tallyP99Ms));
      json.put("hubCpu", hubCpu < 0 ? null : Math.round(hubCpu * 1000) / 1000.0);
      return json;
    }
  }

  public Sheet {
    checks = List.copyOf(checks);
    rounds = List.copyOf(rounds);
    resources = List.copyOf(resources);
    timeline = List.copyOf(timeline);
  }

  /** Whether the rehearsal came to its end and every check holds. */
  public boolean passed() {
    return fault.isEmpty() && !checks.isEmpty() && checks.stream().allMatch(Check::passed);
  }

  /** For programs; times and shares say their unit in their name. */
  public Map<String, Object> toJson() {
    return toJson(true);
  }

  /**
   * @param withTimeline whether with a value for each second
   */
  Map<String, Object> toJson(boolean withTimeline) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", passed());
    if (!fault.isEmpty()) {
      json.put("fault", fault);
    }
    json.put("hub", hub);
    json.put("startedAt", startedAt);
    json.put("seconds", seconds);
    json.put("voters", voters);
    json.put("profile", profile.name().toLowerCase(Locale.ROOT));
    json.put("checks", checks.stream().map(Check::toJson).toList());
    json.put("capacity", carries.toJson());
    Map<String, Object> times = new LinkedHashMap<>();
    latencies.forEach((name, summary) -> times.put(name, summary.toJson()));
    json.put("latencies", times);
    json.put("counts", counts);
    json.put("refusals", refusals);
    json.put("rounds", rounds.stream().map(Sheet::round).toList());
    json.put("resources", resources.stream().map(Sheet::resource).toList());
    json.put("generator", generatorJson());
    if (withTimeline) {
      json.put("timeline", timeline.stream().map(Second::toJson).toList());
    }
    return json;
  }

  private static Map<String, Object> round(RoundOutcome round) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("acked", round.acked());
    json.put("ballots", round.ballots());
    json.put("exported", round.exported());
    json.put("lost", round.lost());
    json.put("doubled", round.doubled());
    return json;
  }

  private static Map<String, Object> resource(HubLoad.Resource resource) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", resource.name());
    json.put("baseShare", Math.round(resource.base() * 1000) / 1000.0);
    json.put("peakShare", Math.round(resource.peak() * 1000) / 1000.0);
    json.put("carries", resource.carries() == Long.MAX_VALUE ? null : resource.carries());
    return json;
  }

  private Map<String, Object> generatorJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cpuShare", Math.round(generator.cpu() * 1000) / 1000.0);
    json.put("timersLateP99Ms", generator.lagP99Ms());
    json.put("sameMachine", generator.sameMachine());
    json.put("wasTheLimit", generator.limit());
    return json;
  }

  /** Whole where it is whole. */
  private static Object plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Object) (long) value
        : (Object) value;
  }

  /** The checks that do not hold. */
  List<Check> failures() {
    List<Check> failures = new ArrayList<>(checks);
    failures.removeIf(Check::passed);
    return failures;
  }
}

package io.votehub.rehearse;

import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Follows how full the instances of a hub get, as far as their metrics can be read. Confined to one
 * context.
 */
final class HubLoad {
  /** Beyond this share of all CPUs latencies grow faster than the load. */
  private static final double USABLE_CPU = 0.8;

  private static final double USABLE = 0.9;
  private static final String CPU = "cpu";

  private final HubCalls calls;
  private final Map<URI, HubReading> latest = new HashMap<>();
  private final Map<String, Double> base = new TreeMap<>();
  private final Map<String, Double> peak = new TreeMap<>();
  private final List<URI> addresses;
  private double cpu = -1;
  private boolean reading;

  HubLoad(HubCalls calls, List<URI> addresses) {
    this.calls = calls;
    this.addresses = List.copyOf(addresses);
  }

  /** Reads all instances; an address that does not answer with metrics is left out. */
  Future<Void> read() {
    if (reading) {
      return Future.succeededFuture();
    }
    reading = true;
    List<Future<Optional<Double>>> reads = new ArrayList<>();
    for (URI address : addresses) {
      reads.add(
          calls
              .metrics(address)
              .map(HubReading::parse)
              .map(found -> found(address, found))
              .otherwise(Optional.empty()));
    }
    return Future.all(reads)
        .onSuccess(
            all ->
                cpu =
                    reads.stream()
                        .flatMap(each -> each.result().stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(-1))
        .eventually(
            () -> {
              reading = false;
              return Future.succeededFuture();
            })
        .mapEmpty();
  }

  private Optional<Double> found(URI address, HubReading now) {
    if (now.shares().isEmpty() || now.cpus() == 0) {
      return Optional.empty();
    }
    HubReading before = latest.put(address, now);
    now.shares().forEach((resource, share) -> saw(resource, share));
    if (before == null) {
      return Optional.empty();
    }
    double used = now.cpuSince(before);
    saw(CPU, used);
    return Optional.of(used);
  }

  private void saw(String resource, double share) {
    base.putIfAbsent(resource, share);
    peak.merge(resource, share, Math::max);
  }

  /** Whether any instance could be read. */
  boolean isKnown() {
    return !latest.isEmpty();
  }

  /** The CPU share of the busiest instance at the latest reading; -1 if it is not known. */
  double cpu() {
    return cpu;
  }

  /** All resources, that which would be full first at the head. */
  List<Resource> resources(int voters) {
    return peak.keySet().stream()
        .map(name -> resource(name, voters))
        .sorted(Comparator.comparingLong(Resource::carries))
        .toList();
  }

  private Resource resource(String name, int voters) {
    double usable = CPU.equals(name) ? USABLE_CPU : USABLE;
    double before = base.get(name);
    double most = peak.get(name);
    double each = (most - before) / voters;
    long carries =
        each <= 0 ? Long.MAX_VALUE : Math.max(0, (long) Math.floor((usable - before) / each));
    return new Resource(name, before, most, carries);
  }

  /**
   * A limited resource of the busiest instance.
   *
   * @param base the used share before the first phone, 0 to 1
   * @param peak the highest used share
   * @param carries at how many such phones it would be full; {@link Long#MAX_VALUE} if phones do
   *     not fill it
   */
  record Resource(String name, double base, double peak, long carries) {}
}

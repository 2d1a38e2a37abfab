package io.votehub.audit;

import io.vertx.core.Future;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies the chains of the audit log. Finds entries that were changed, exchanged or removed from
 * between others, and chains without the entry that was noted last as their newest, see {@link
 * AuditLog#start}. Who removes that note, too, is found only by comparing the last hash with one
 * that was noted outside of the store, as in the log.
 */
public final class AuditVerifier {
  private static final int AT_ONCE = 500;

  private final People people;

  /**
   * What was found of the chain of an instance.
   *
   * @param entries how many entries are in order, up to the fault if there is one
   * @param first the number of the first of them
   * @param lastHash of the last of them
   * @param fault empty if the chain is in order
   */
  public record Chain(
      String instance, long entries, long first, String lastHash, Optional<Fault> fault) {
    /**
     * An empty chain.
     *
     * @param anchor the last entry that was cut off, if any was
     */
    public static Chain behind(String instance, Optional<AuditEntry> anchor) {
      long before = anchor.map(AuditEntry::number).orElse(0L);
      String hash = anchor.map(AuditEntry::hash).orElse(AuditEntry.NO_HASH);
      return new Chain(instance, 0, before + 1, hash, Optional.empty());
    }

    /** With the next entry; unchanged if there is a fault before. */
    public Chain followedBy(AuditEntry entry) {
      if (fault.isPresent()) {
        return this;
      }
      long expected = first + entries;
      if (!entry.instance().equals(instance) || entry.number() < expected) {
        return broken(expected, "another entry stands in its place");
      }
      if (entry.number() > expected) {
        return broken(expected, "it is missing");
      }
      if (!entry.hash().equals(entry.hashAfter(lastHash))) {
        return broken(
            expected, "its hash does not follow from it and the entry before: one was changed");
      }
      return new Chain(instance, entries + 1, first, entry.hash(), Optional.empty());
    }

    private Chain broken(long number, String what) {
      return new Chain(instance, entries, first, lastHash, Optional.of(new Fault(number, what)));
    }
  }

  /**
   * The first broken place.
   *
   * @param number of the entry
   * @param what a sentence
   */
  public record Fault(long number, String what) {}

  public AuditVerifier(People people) {
    this.people = people;
  }

  /** Verifies all chains, in the order of their names. */
  public Future<List<Chain>> verify() {
    return verify(entry -> {});
  }

  /**
   * Verifies all chains and hands out their entries in order, those behind a fault included.
   *
   * @param reader called for each entry
   */
  public Future<List<Chain>> verify(Consumer<AuditEntry> reader) {
    return people
        .auditInstances()
        .compose(
            names -> {
              List<Chain> chains = new ArrayList<>();
              Future<Void> all = Future.succeededFuture();
              for (String name : names) {
                all = all.compose(done -> verify(name, reader)).map(chain -> add(chains, chain));
              }
              return all.map(done -> chains);
            });
  }

  private static Void add(List<Chain> chains, Chain chain) {
    chains.add(chain);
    return null;
  }

  private Future<Chain> verify(String instance, Consumer<AuditEntry> reader) {
    return AuditHead.noted(people, instance)
        .compose(
            noted ->
                people
                    .auditAnchor(instance)
                    .compose(
                        anchor -> {
                          Chain empty = Chain.behind(instance, anchor);
                          return follow(empty, empty.first, reader);
                        })
                    .compose(
                        chain ->
                            noted.isPresent()
                                ? requireEntry(chain, noted.get())
                                : Future.succeededFuture(chain)));
  }

  private Future<Chain> requireEntry(Chain chain, AuditHead noted) {
    return noted
        .isIn(people, chain.instance)
        .map(
            there ->
                there || chain.fault.isPresent()
                    ? chain
                    : chain.broken(
                        noted.number(),
                        "it was noted as the newest once, and is missing or another: the end of the"
                            + " chain was cut off"));
  }

  /**
   * @param from the number of the first entry that was not looked at
   */
  private Future<Chain> follow(Chain sofar, long from, Consumer<AuditEntry> reader) {
    return people
        .audit(sofar.instance, from, AT_ONCE)
        .compose(
            entries -> {
              Chain chain = sofar;
              for (AuditEntry entry : entries) {
                reader.accept(entry);
                chain = chain.followedBy(entry);
              }
              return entries.size() < AT_ONCE
                  ? Future.succeededFuture(chain)
                  : follow(chain, next(from, entries), reader);
            });
  }

  /** Grows always, also where entries do not have the numbers under which they are kept. */
  private static long next(long from, List<AuditEntry> entries) {
    return Math.max(from + entries.size(), entries.get(entries.size() - 1).number() + 1);
  }
}

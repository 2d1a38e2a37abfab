package io.votehub.backup;

import io.votehub.audit.AuditVerifier;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import io.votehub.people.PeopleJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The chains of the audit log as lines of a backup: of each chain its anchor, if it has one, and
 * its entries in order. What is broken in a chain is carried as it is.
 */
final class AuditParts {
  static final String ENTRY = "audit";
  static final String ANCHOR = "auditAnchor";

  private static final int AT_ONCE = 500;

  private final Map<String, AuditVerifier.Chain> chains = new TreeMap<>();

  /** Writes all chains; blocks. */
  static void write(People people, BackupWriter writer) throws BackupException {
    for (String instance : Waiting.forStore(people.auditInstances())) {
      write(people, instance, writer);
    }
  }

  private static void write(People people, String instance, BackupWriter writer)
      throws BackupException {
    long next = 0;
    List<AuditEntry> entries;
    do {
      entries = Waiting.forStore(people.audit(instance, next, AT_ONCE));
      if (entries.isEmpty() ? next == 0 : entries.get(0).number() > Math.max(1, next)) {
        // The chain begins here, or was shortened while it was read.
        Waiting.forStore(people.auditAnchor(instance))
            .ifPresent(anchor -> writer.audit(line(ANCHOR, anchor)));
      }
      for (AuditEntry each : entries) {
        writer.audit(line(ENTRY, each));
        next = Math.max(next, each.number()) + 1;
      }
    } while (entries.size() == AT_ONCE);
  }

  private static String line(String kind, AuditEntry entry) {
    return "{\"" + kind + "\":" + PeopleJson.audit(entry) + "}";
  }

  /** Verifies the next line. */
  void follow(PeopleParts.Line line) {
    if (line instanceof PeopleParts.Line.OfAnchor known) {
      AuditEntry anchor = known.anchor();
      chains.put(
          anchor.instance(), AuditVerifier.Chain.behind(anchor.instance(), Optional.of(anchor)));
    } else if (line instanceof PeopleParts.Line.OfAudit known) {
      chains.compute(
          known.entry().instance(),
          (name, chain) ->
              (chain == null ? AuditVerifier.Chain.behind(name, Optional.empty()) : chain)
                  .followedBy(known.entry()));
    }
  }

  /** What was found of the chains, in the order of their names. */
  List<AuditVerifier.Chain> chains() {
    return List.copyOf(chains.values());
  }
}

package io.votehub.model;

/**
 * The poll's record and its journal.
 *
 * @param result the standing ballots as written down at the seal
 */
record Store(int epoch, Phase phase, Journal journal, Validity validity, int result) {
  Store raised() {
    return new Store(epoch + 1, phase, journal, validity, result);
  }

  Store withPhase(Phase newPhase) {
    return new Store(epoch, newPhase, journal, validity, result);
  }

  Store withJournal(Journal newJournal) {
    return new Store(epoch, phase, newJournal, validity, result);
  }

  Store withValidity(Validity newValidity) {
    return new Store(epoch, phase, journal, newValidity, result);
  }

  Store withResult(int newResult) {
    return new Store(epoch, Phase.SEALED, journal, validity, newResult);
  }

  boolean isClosed() {
    return phase == Phase.SEALED;
  }

  /** The standing ballots of a closed poll by a recount of the journal. */
  int recount(Rules rules) {
    return journal.fold(validity.counting(epoch - 1, rules));
  }

  void mix(Fingerprint print) {
    print.add(
        epoch
            | Fingerprint.number(phase) << 3
            | (long) validity.known() << 5
            | (long) result << 13);
    print.add(validity.valid());
    print.add(journal.there());
    print.add(journal.second());
    print.add(journal.third());
    print.add(journal.other());
  }
}

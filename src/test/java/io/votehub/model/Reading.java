package io.votehub.model;

/**
 * What a rebuild or a seal has read, as in {@code Recount}.
 *
 * @param epoch the epoch to which it raised the poll
 * @param phase the phase of the poll in the store when validity was recorded
 */
record Reading(int epoch, Phase phase, Validity validity, int standing) {
  static final Reading NONE = new Reading(0, Phase.OPEN, Validity.NOTHING, 0);

  /** The poll at the time its epoch was raised. */
  static Reading raised(Store store) {
    return new Reading(store.epoch(), store.phase(), store.validity(), 0);
  }

  /** The same read with the journal as it is now. */
  Reading read(Journal journal, Rules rules) {
    int now = journal.fold(validity.counting(epoch - 1, rules));
    return new Reading(epoch, phase, validity.completed(journal, epoch, rules), now);
  }

  Reading of(int newEpoch) {
    return new Reading(newEpoch, phase, validity, standing);
  }

  /** What remains to be installed. */
  Reading written(Phase newPhase) {
    return new Reading(epoch, newPhase, Validity.NOTHING, standing);
  }

  void mix(Fingerprint print) {
    print.add(
        epoch
            | Fingerprint.number(phase) << 3
            | (long) validity.known() << 5
            | (long) standing << 13);
    print.add(validity.valid());
  }
}

package io.votehub.count;

/** The parts of counting that every counter and service of an instance shares. */
public final class Counting {
  private final Engines engines;
  private final Rebuild rebuild;
  private final StandingBallots standing;
  private final BatchWriter writer;
  private final WaitingVotes waitingVotes = new WaitingVotes();
  private final Closing closing;

  public Counting(Engines engines) {
    this.engines = engines;
    this.rebuild = new Rebuild(engines);
    this.standing = new StandingBallots(engines);
    this.writer = new BatchWriter(engines, rebuild, standing);
    this.closing = new Closing(engines, waitingVotes);
  }

  Engines engines() {
    return engines;
  }

  Rebuild rebuild() {
    return rebuild;
  }

  StandingBallots standing() {
    return standing;
  }

  BatchWriter writer() {
    return writer;
  }

  WaitingVotes waitingVotes() {
    return waitingVotes;
  }

  Closing closing() {
    return closing;
  }
}

package io.votehub.count;

/** The parts of counting that every counter and service of an instance shares. */
public final class CountingContext {
  private final Engines engines;
  private final JournalReads reads;
  private final Recount recount;
  private final Rebuild rebuild;
  private final StandingBallots standing;
  private final BatchWriter writer;
  private final WaitingVotes waitingVotes = new WaitingVotes();
  private final Closing closing;

  public CountingContext(Engines engines) {
    this.engines = engines;
    this.reads = new JournalReads(engines.vertx(), engines.store(), engines.memory().reading());
    this.recount = new Recount(engines, reads);
    this.rebuild = new Rebuild(engines, reads);
    this.standing = new StandingBallots(engines, reads);
    this.writer = new BatchWriter(engines, rebuild, standing);
    this.closing = new Closing(engines, recount, waitingVotes);
  }

  public Engines engines() {
    return engines;
  }

  public JournalReads reads() {
    return reads;
  }

  public Recount recount() {
    return recount;
  }

  public Rebuild rebuild() {
    return rebuild;
  }

  public StandingBallots standing() {
    return standing;
  }

  BatchWriter writer() {
    return writer;
  }

  public WaitingVotes waitingVotes() {
    return waitingVotes;
  }

  public Closing closing() {
    return closing;
  }
}

package io.votehub.count;

import io.vertx.core.Vertx;
import io.votehub.event.RoomEvents;
import io.votehub.fanout.Fanout;
import io.votehub.identity.SealKeys;
import io.votehub.ledger.Ledger;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.store.Store;

/**
 * What every counter and every service of rooms shares on an instance: the engines that the hub
 * stands on, and the parts of counting that are built on them. Immutable and safe from any thread.
 */
public final class CountingContext {
  private final Vertx vertx;
  private final Store store;
  private final Ledger ledger;
  private final Fanout fanout;
  private final VotingMethods methods;
  private final MemoryBudget memory;
  private final boolean keepSuperseded;
  private final RoomEvents events;

  private final WaitingVotes waitingVotes;
  private final JournalReads reads;
  private final Recount recount;
  private final Rebuild rebuild;
  private final StandingBallots standing;
  private final BatchWriter writer;
  private final FirstRounds firstRounds;
  private final Sealing sealing;
  private final SealedPolls sealed;
  private final Closing closing;

  /** Tells nobody what happens, and keeps the keys of seals in memory. */
  public CountingContext(
      Vertx vertx,
      Store store,
      Ledger ledger,
      Fanout fanout,
      VotingMethods methods,
      MemoryBudget memory,
      boolean keepSuperseded) {
    this(
        vertx,
        store,
        ledger,
        fanout,
        methods,
        memory,
        keepSuperseded,
        SealKeys.inMemory(),
        RoomEvents.NONE);
  }

  /**
   * @param memory the budget for data that clients send
   * @param keepSuperseded whether ballots that their voters replaced stay in the store after a
   *     close
   * @param sealKeys the keys with which results are sealed
   * @param events is told what happens in rooms
   */
  public CountingContext(
      Vertx vertx,
      Store store,
      Ledger ledger,
      Fanout fanout,
      VotingMethods methods,
      MemoryBudget memory,
      boolean keepSuperseded,
      SealKeys sealKeys,
      RoomEvents events) {
    this.events = events;
    this.vertx = vertx;
    this.store = store;
    this.ledger = ledger;
    this.fanout = fanout;
    this.methods = methods;
    this.memory = memory;
    this.keepSuperseded = keepSuperseded;

    // Each part reads from this context what stands above it.
    this.waitingVotes = new WaitingVotes();
    this.reads = new JournalReads(vertx, store, memory.reading());
    this.recount = new Recount(this);
    this.rebuild = new Rebuild(this);
    this.standing = new StandingBallots(this);
    this.writer = new BatchWriter(this);
    this.firstRounds = new FirstRounds(this);
    this.sealing = new Sealing(this, sealKeys);
    this.sealed = new SealedPolls(this);
    this.closing = new Closing(this);
  }

  public Vertx vertx() {
    return vertx;
  }

  public Store store() {
    return store;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Fanout fanout() {
    return fanout;
  }

  public VotingMethods methods() {
    return methods;
  }

  public MemoryBudget memory() {
    return memory;
  }

  /** Whether ballots that their voters replaced stay in the store after a close. */
  public boolean keepSuperseded() {
    return keepSuperseded;
  }

  /** Is told what happens in rooms. */
  public RoomEvents events() {
    return events;
  }

  public WaitingVotes waitingVotes() {
    return waitingVotes;
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

  /** The standing ballots of closed polls. */
  public StandingBallots standing() {
    return standing;
  }

  BatchWriter writer() {
    return writer;
  }

  public FirstRounds firstRounds() {
    return firstRounds;
  }

  /** Makes seals. */
  public Sealing sealing() {
    return sealing;
  }

  /** Reads the seals that were made. */
  public SealedPolls sealed() {
    return sealed;
  }

  public Closing closing() {
    return closing;
  }
}

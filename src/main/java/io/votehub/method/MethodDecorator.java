package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;

/** A method that adds something to another one, to which it leaves the rest. */
abstract class MethodDecorator implements VotingMethod {
  private final VotingMethod method;

  MethodDecorator(VotingMethod method) {
    this.method = method;
  }

  /** The method that is added to. */
  final VotingMethod method() {
    return method;
  }

  /** The part of a tally that the method sees. */
  abstract Tally seen(Tally tally);

  @Override
  public String name() {
    return method.name();
  }

  @Override
  public int minOptions() {
    return method.minOptions();
  }

  @Override
  public int maxOptions() {
    return method.maxOptions();
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    return method.settings(given, options);
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    return method.read(poll, ballot);
  }

  @Override
  public boolean hasCellsOfVoters() {
    return method.hasCellsOfVoters();
  }

  @Override
  public CellReader cellReader(Poll poll) {
    return method.cellReader(poll);
  }

  @Override
  public boolean isEntry(String cell, String id) {
    return method.isEntry(cell, id);
  }

  @Override
  public boolean isOneChoice() {
    return method.isOneChoice();
  }

  @Override
  public int maxCells() {
    return method.maxCells();
  }

  @Override
  public long tallyIntervalMs() {
    return method.tallyIntervalMs();
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    return method.result(poll, seen(tally));
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    return method.table(poll, seen(tally));
  }

  @Override
  public List<String> columns(Poll poll) {
    return method.columns(poll);
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return method.row(poll, ballot);
  }
}

package io.votehub.store;

import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Collects the contents of a store without void parts. */
public class CollectingVisitor implements StoreVisitor {
  private final List<Object> whole = new ArrayList<>();
  private final List<Object> ofRoom = new ArrayList<>();
  private final List<Object> ofPoll = new ArrayList<>();
  public int voided;

  @Override
  public void room(Room room, OptionalLong usedAt) {
    ofRoom.add(List.of(room, usedAt));
  }

  @Override
  public void poll(PollRecord record) {
    ofPoll.add(record);
  }

  @Override
  public void ballot(JournalEntry entry) {
    ofPoll.add(entry);
  }

  @Override
  public void pollEnds(boolean stands) {
    voided += stands ? 0 : 1;
    ofRoom.addAll(stands ? ofPoll : List.of());
    ofPoll.clear();
  }

  @Override
  public void record(RoomRecord record) {
    ofRoom.add(record);
  }

  @Override
  public void roomEnds(boolean stands) {
    voided += stands ? 0 : 1;
    whole.addAll(stands ? ofRoom : List.of());
    ofRoom.clear();
  }

  public List<Object> all() {
    return List.copyOf(whole);
  }
}

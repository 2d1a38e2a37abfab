package io.votehub.backup;

import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.StoreVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The contents of a store or a backup as comparable values. */
class Contents implements StoreVisitor {
  /** A room with its polls by id, and its records by key. */
  record RoomOf(Room room, OptionalLong usedAt, List<PollOf> polls, List<RoomRecord> records) {
    RoomOf(Room room, OptionalLong usedAt, List<PollOf> polls) {
      this(room, usedAt, polls, List.of());
    }
  }

  /** A poll with its journal. */
  record PollOf(PollRecord record, List<JournalEntry> journal) {}

  private final List<RoomOf> rooms = new ArrayList<>();
  private RoomOf room;
  private PollOf poll;

  @Override
  public void room(Room told, OptionalLong usedAt) {
    room = new RoomOf(told, usedAt, new ArrayList<>(), new ArrayList<>());
  }

  @Override
  public void poll(PollRecord record) {
    poll = new PollOf(record, new ArrayList<>());
  }

  @Override
  public void ballot(JournalEntry entry) {
    poll.journal.add(entry);
  }

  @Override
  public void pollEnds(boolean whole) {
    if (whole) {
      room.polls.add(poll);
    }
  }

  @Override
  public void record(RoomRecord record) {
    room.records.add(record);
  }

  @Override
  public void roomEnds(boolean whole) {
    room.polls.sort(Comparator.comparing(each -> each.record.poll().id()));
    if (whole) {
      rooms.add(room);
    }
  }

  /** The rooms by code. */
  List<RoomOf> rooms() {
    rooms.sort(Comparator.comparing(each -> each.room.code()));
    return rooms;
  }

  /** Writes them to a visitor, including void ones. */
  static void tell(List<RoomOf> rooms, StoreVisitor visitor) {
    for (RoomOf each : rooms) {
      visitor.room(each.room, each.usedAt);
      for (PollOf poll : each.polls) {
        visitor.poll(poll.record);
        poll.journal.forEach(visitor::ballot);
        visitor.pollEnds(true);
      }
      each.records.forEach(visitor::record);
      visitor.roomEnds(true);
    }
  }
}

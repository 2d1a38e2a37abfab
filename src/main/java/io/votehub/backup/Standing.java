package io.votehub.backup;

import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.StoreVisitor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * A first pass over a backup records which rooms and polls are void and the positions of the
 * others; later passes deliver each valid room and poll once.
 */
final class Standing {
  private final BitSet rooms = new BitSet();
  private final BitSet polls = new BitSet();
  private long[] begins = new long[16];
  private long[] ballots = new long[16];

  /** The indexes of the valid polls, by their order in the backup. */
  IntStream polls() {
    return polls.stream();
  }

  /** The byte position of a poll's record. */
  long begin(int poll) {
    return begins[poll];
  }

  /** The number of journal entries of a poll. */
  long ballots(int poll) {
    return ballots[poll];
  }

  /**
   * The visitor for the first pass.
   *
   * @param position the byte position of the record being delivered
   */
  StoreVisitor noting(LongSupplier position) {
    return new Numbering() {
      private int firstOfRoom;

      @Override
      public void room(Room room, OptionalLong usedAt) {
        super.room(room, usedAt);
        firstOfRoom = poll + 1;
      }

      @Override
      public void poll(PollRecord record) {
        super.poll(record);
        if (poll == begins.length) {
          begins = Arrays.copyOf(begins, 2 * poll);
          ballots = Arrays.copyOf(ballots, 2 * poll);
        }
        begins[poll] = position.getAsLong();
      }

      @Override
      public void ballot(JournalEntry entry) {
        ballots[poll]++;
      }

      @Override
      public void pollEnds(boolean whole) {
        polls.set(poll, whole);
      }

      @Override
      public void roomEnds(boolean whole) {
        rooms.set(room, whole);
        if (!whole) {
          polls.clear(firstOfRoom, poll + 1);
        }
      }
    };
  }

  /** The visitor for later passes. */
  StoreVisitor passingTo(StoreVisitor visitor) {
    return new Numbering() {
      @Override
      public void room(Room told, OptionalLong usedAt) {
        super.room(told, usedAt);
        if (rooms.get(room)) {
          visitor.room(told, usedAt);
        }
      }

      @Override
      public void poll(PollRecord record) {
        super.poll(record);
        if (polls.get(poll)) {
          visitor.poll(record);
        }
      }

      @Override
      public void ballot(JournalEntry entry) {
        if (polls.get(poll)) {
          visitor.ballot(entry);
        }
      }

      @Override
      public void pollEnds(boolean whole) {
        if (polls.get(poll)) {
          visitor.pollEnds(true);
        }
      }

      @Override
      public void record(RoomRecord record) {
        if (rooms.get(room)) {
          visitor.record(record);
        }
      }

      @Override
      public void roomEnds(boolean whole) {
        if (rooms.get(room)) {
          visitor.roomEnds(true);
        }
      }

      @Override
      public void deletionsKnownSince(long since) {
        visitor.deletionsKnownSince(since);
      }

      @Override
      public void deletion(Deletion deletion) {
        visitor.deletion(deletion);
      }

      @Override
      public void person(String json) {
        visitor.person(json);
      }

      @Override
      public void audit(String json) {
        visitor.audit(json);
      }
    };
  }

  /** Numbers rooms and polls by their order in the backup, from 0. */
  private abstract static class Numbering implements StoreVisitor {
    int room = -1;
    int poll = -1;

    @Override
    public void room(Room told, OptionalLong usedAt) {
      room++;
    }

    @Override
    public void poll(PollRecord record) {
      poll++;
    }
  }
}

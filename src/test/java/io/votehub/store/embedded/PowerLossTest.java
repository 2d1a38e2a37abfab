package io.votehub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Revision;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a power failure, any subset of the blocks written since the last forced write may be on
 * disk. Everything a completed commit acknowledged must be there.
 */
@Tag("slow")
class PowerLossTest {
  private static final int BLOCK_BYTES = 4096;
  private static final int COMMITS = 200;
  private static final int SMALL_COMMITS = 600;

  /** Without the times of the file, which nobody needs to read it. */
  private static final FaultyDisk.Event FORCED = new FaultyDisk.Event.Forced(false);

  private static final int LOSSES = 150;
  private static final int SUPERSEDED = 1_000;
  private static final int RECORDS = 500;

  @TempDir Path folder;

  @AfterEach
  void forget() {
    FaultyDisk.remember(false);
  }

  @Test
  void noCommittedBallotIsLostWhicheverBlocksReachedTheDisk() throws Exception {
    losePowerAnywhere(() -> commitOneByOne(COMMITS, 600));
  }

  /** A commit is two blocks at most then, and the file's header follows it only now and then. */
  @Test
  void noCommittedBallotIsLostWhereEachTakesOneForcedWrite() throws Exception {
    losePowerAnywhere(() -> commitOneByOne(SMALL_COMMITS, 4));
    long forced = FaultyDisk.events().stream().filter(FORCED::equals).count();
    assertThat(forced / (double) SMALL_COMMITS).isBetween(1.0, 1.3);
  }

  @Test
  void noCommittedBallotIsLostDuringErasureAndCompaction() throws Exception {
    losePowerAnywhere(this::commitAmongDeletions);
  }

  @Test
  void noCommittedBallotIsLostWhileHollowChunksAreRewritten() throws Exception {
    losePowerAnywhere(this::commitAmongHollowChunks);
  }

  private void losePowerAnywhere(Callable<List<Integer>> commits) throws Exception {
    FaultyDisk.register();
    FaultyDisk.remember(true);
    List<Integer> answers = commits.call();
    List<FaultyDisk.Event> events = List.copyOf(FaultyDisk.events());
    Path file = Files.createDirectory(folder.resolve("damaged")).resolve("votes.db");
    Random random = new Random(7);

    for (int loss = 0; loss < LOSSES; loss++) {
      int at = answers.get(0) + random.nextInt(events.size() - answers.get(0));
      long answered = answers.stream().filter(answer -> answer <= at).count();
      Files.write(file, image(events.subList(0, at), random));

      StoreFile damaged = StoreFile.open(file.getParent());
      List<Long> found = new ArrayList<>();
      damaged.now().readJournal("p", entry -> found.add(entry.rev()));
      assertTheStandingBallotIsThere(damaged.now());
      damaged.abandon();

      assertThat((long) found.size())
          .as("loss %d, after event %d", loss, at)
          .isBetween(answered, answered + 1);
    }
  }

  /** Returns the number of file operations at the acknowledgement of each commit. */
  private List<Integer> commitOneByOne(int commits, int mostNumbers) throws Exception {
    StoreFile file = StoreFile.open(folder.resolve("whole"), FaultyDisk.SCHEME);
    file.put(StoreContract.ROOM);
    file.put(StoreContract.draft("p", 1));
    List<Integer> answers = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 1; i <= commits; i++) {
      String ballot = random.ints(random.nextInt(mostNumbers)).boxed().toList().toString();
      file.append("p", List.of(new JournalEntry(Revision.of(1, i), "voter-" + i, ballot, i)));
      file.commit();
      answers.add(FaultyDisk.events().size());
    }
    file.abandon();
    return answers;
  }

  /** Changes a few of many records with each ballot, so that most of the file is soon hollow. */
  private List<Integer> commitAmongHollowChunks() throws Exception {
    StoreFile file = StoreFile.open(folder.resolve("whole"), FaultyDisk.SCHEME);
    file.put(StoreContract.ROOM);
    file.put(StoreContract.draft("p", 1));
    List<Integer> answers = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 1; i <= COMMITS; i++) {
      for (int j = 0; j < 6; j++) {
        String text = noise(random);
        String key = "key" + random.nextInt(RECORDS);
        file.changeRecord(StoreContract.ROOM.code(), key, before -> Optional.of(text));
      }
      file.append("p", List.of(new JournalEntry(Revision.of(1, i), "voter-" + i, "{}", i)));
      file.commit();
      answers.add(FaultyDisk.events().size());
      if (file.needsMaintenance()) {
        file.maintain();
        file.commit();
      }
    }
    file.abandon();
    assertThat(FaultyDisk.events()).hasAtLeastOneElementOfType(FaultyDisk.Event.Cut.class);
    return answers;
  }

  /** Incompressible. */
  private static String noise(Random random) {
    return random
        .ints(2_000, ' ', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Of the poll whose superseded ballots are being removed, once its record says so. */
  private static void assertTheStandingBallotIsThere(StoreView view) {
    Optional<PollRecord> record = view.poll("r").filter(r -> !r.validity().isEmpty());
    if (record.isPresent()) {
      List<Long> counting = new ArrayList<>();
      view.readJournal(
          "r",
          entry -> {
            if (record.get().counts(entry.rev())) {
              counting.add(entry.rev());
            }
          });
      assertThat(counting).containsExactly(Revision.of(1, SUPERSEDED));
    }
  }

  private static void replaceManyTimes(StoreFile file) throws Exception {
    PollRecord record = StoreContract.draft("r", 3).raised();
    file.put(record);
    for (int i = 1; i <= SUPERSEDED; i++) {
      file.append("r", List.of(new JournalEntry(Revision.of(1, i), "v", "x".repeat(2_000) + i, i)));
    }
    file.put(record.raised().withoutSuperseded(LongStream.of(Revision.of(1, SUPERSEDED))));
  }

  private List<Integer> commitAmongDeletions() throws Exception {
    StoreFile file = StoreFile.open(folder.resolve("whole"), FaultyDisk.SCHEME);
    file.put(StoreContract.ROOM);
    file.put(StoreContract.draft("p", 1));
    List<Integer> answers = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 1; i <= COMMITS; i++) {
      file.append("p", List.of(new JournalEntry(Revision.of(1, i), "voter-" + i, "{}", i)));
      if (i == 60) {
        replaceManyTimes(file);
      }
      if (i % 40 == 1) {
        file.put(StoreContract.draft("q", i));
        for (int j = 1; j <= 40; j++) {
          String ballot = random.ints(3_000).boxed().toList().toString();
          file.append("q", List.of(new JournalEntry(Revision.of(1, j), "gone", ballot, j)));
        }
      } else if (i % 40 == 5) {
        file.removePoll("q");
      }
      file.commit();
      answers.add(FaultyDisk.events().size());
      for (int step = 0; step < 4 && file.needsMaintenance(); step++) {
        file.maintain();
        file.commit();
      }
    }
    file.abandon();
    assertThat(FaultyDisk.events()).hasAtLeastOneElementOfType(FaultyDisk.Event.Cut.class);
    return answers;
  }

  /**
   * A possible state of the file on disk: everything forced, and some of the blocks that were not.
   */
  private static byte[] image(List<FaultyDisk.Event> events, Random random) {
    int forced = events.lastIndexOf(FORCED);
    byte[] image = new byte[0];
    for (int i = 0; i < events.size(); i++) {
      boolean sure = i < forced;
      if (events.get(i) instanceof FaultyDisk.Event.Written written) {
        byte[] bytes = written.bytes().array();
        int length = bytes.length;
        int step = sure ? length : BLOCK_BYTES;
        for (int from = 0; from < length; from += step) {
          int to = Math.min(length, from + step);
          if (sure || random.nextBoolean()) {
            image = put(image, (int) written.at() + from, bytes, from, to);
          }
        }
      } else if (events.get(i) instanceof FaultyDisk.Event.Cut cut
          && (sure || random.nextBoolean())) {
        image = Arrays.copyOf(image, (int) Math.min(image.length, cut.length()));
      }
    }
    return image;
  }

  private static byte[] put(byte[] image, int at, byte[] bytes, int from, int to) {
    int end = at + to - from;
    byte[] longer = image.length < end ? Arrays.copyOf(image, end) : image;
    System.arraycopy(bytes, from, longer, at, to - from);
    return longer;
  }
}

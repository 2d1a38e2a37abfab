package io.votehub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFormatTest {
  private static final int VERSION_AT = 9;

  private static byte[] backup(List<Contents.RoomOf> rooms) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BackupWriter writer = new BackupWriter(bytes, 5, "1.2", "embedded");
    Contents.tell(rooms, writer);
    writer.end();
    return bytes.toByteArray();
  }

  private static Contents read(byte[] bytes) throws IOException, BackupException {
    Contents contents = new Contents();
    new BackupReader(new ByteArrayInputStream(bytes)).read(contents);
    return contents;
  }

  private static byte[] small() throws IOException {
    Contents.RoomOf generated = GeneratedRooms.of(1).get(0);
    return backup(
        List.of(
            new Contents.RoomOf(
                generated.room(), generated.usedAt(), generated.polls().subList(0, 2))));
  }

  @Test
  void aWrittenBackupIsReadUnchanged() throws Exception {
    List<Contents.RoomOf> rooms = GeneratedRooms.of(7);
    byte[] bytes = backup(rooms);

    assertThat(read(bytes).rooms()).isEqualTo(rooms);
    BackupSummary summary = new BackupReader(new ByteArrayInputStream(bytes)).read(new Contents());
    long ballots =
        rooms.stream().flatMap(r -> r.polls().stream()).mapToLong(p -> p.journal().size()).sum();
    long polls = rooms.stream().mapToLong(r -> r.polls().size()).sum();
    assertThat(summary)
        .isEqualTo(new BackupSummary(5, "1.2", "embedded", 3, polls, ballots, 0, bytes.length));
  }

  @Test
  void aFlippedByteAnywhereIsRefused() throws Exception {
    byte[] bytes = small();
    for (int at = 0; at < bytes.length; at++) {
      for (int bit : new int[] {1, 0x20, 0x80}) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) bit;
        assertThatThrownBy(() -> read(flipped))
            .as("byte %d, bit %d", at, bit)
            .isInstanceOf(BackupException.class);
      }
    }
  }

  @Test
  void aBackupThatIsCutShortAnywhereIsRefused() throws Exception {
    byte[] bytes = small();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("cut short");
    }
  }

  @Test
  void dataAfterTheEndIsRefused() throws Exception {
    byte[] bytes = small();
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);

    assertThatThrownBy(() -> read(more)).isInstanceOf(BackupException.class);
  }

  @Test
  void reorderedPartsAreRefusedThoughEachIsIntact() throws Exception {
    byte[] one = backup(List.of());
    byte[] two = small();
    // The end of one backup behind the beginning of another.
    int end = endPart(one);
    byte[] mixed = Arrays.copyOf(two, endPart(two) + one.length - end);
    System.arraycopy(one, end, mixed, endPart(two), one.length - end);

    assertThatThrownBy(() -> read(mixed))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void recordsOfRoomsAreInABackup() throws Exception {
    RoomRecord small = new RoomRecord("ABC234", "a/1", "{\"text\":\"line\\nbreak ü\"}");
    RoomRecord large = new RoomRecord("ABC234", "a/2", "ü".repeat(RoomRecord.MAX_TEXT));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BackupWriter writer = new BackupWriter(bytes, 5, "1.2", "embedded");
    writer.room(new Room("ABC234", "A room", 5), OptionalLong.empty());
    writer.record(small);
    writer.record(large);
    writer.roomEnds(true);
    writer.end();
    List<RoomRecord> told = new ArrayList<>();

    new BackupReader(new ByteArrayInputStream(bytes.toByteArray()))
        .read(
            new Contents() {
              @Override
              public void record(RoomRecord record) {
                told.add(record);
              }
            });

    assertThat(told).containsExactly(small, large);
  }

  private static int endPart(byte[] bytes) {
    for (int at = bytes.length - 1; ; at--) {
      if (bytes[at] == 'Z' && bytes[at + 1] == 0 && bytes[at + 5] == '{') {
        return at;
      }
    }
  }

  @Test
  void aBackupOfANewerVersionIsRefusedByName() throws Exception {
    byte[] bytes = small();
    bytes[VERSION_AT] = BackupFormat.VERSION + 1;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("format " + (BackupFormat.VERSION + 1))
        .hasMessageContaining("newer");
  }

  @Test
  void aBackupOfTheFirstVersionIsRead() throws Exception {
    Contents.RoomOf room = GeneratedRooms.of(1).get(0);
    byte[] bytes = backup(List.of(room));
    int end = endPart(bytes);
    bytes[VERSION_AT] = 1;
    MessageDigest digest = BackupFormat.digest();
    digest.update(bytes, 0, end);
    String sum = HexFormat.of().formatHex(digest.digest());
    String last = new String(bytes, end + 5, bytes.length - end - 9, StandardCharsets.UTF_8);
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.write(bytes, 0, end);
    Part.text(Part.Kind.END, last.replaceFirst("[0-9a-f]{64}", sum))
        .write(new DataOutputStream(first));

    assertThat(read(first.toByteArray()).rooms()).containsExactly(room);
  }

  @Test
  void deletionsAreReadAsTheyWereWritten() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BackupWriter writer = new BackupWriter(bytes, 5, "1.2", "embedded");
    List<Deletion> deletions = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      Optional<String> poll = i % 2 == 0 ? Optional.of("p" + i) : Optional.empty();
      deletions.add(new Deletion(i, "AAA234", poll, i - 1));
    }
    writer.deletionsKnownSince(7);
    deletions.forEach(writer::deletion);
    writer.end();
    List<Deletion> read = new ArrayList<>();
    Set<Long> since = new HashSet<>();

    new BackupReader(new ByteArrayInputStream(bytes.toByteArray()))
        .read(
            new Contents() {
              @Override
              public void deletionsKnownSince(long time) {
                since.add(time);
              }

              @Override
              public void deletion(Deletion deletion) {
                read.add(deletion);
              }
            });

    assertThat(since).containsExactly(7L);
    assertThat(read).isEqualTo(deletions);
  }

  @Test
  void anyOtherFileIsRefused() {
    assertThatThrownBy(
            () -> read("PK something else".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("no backup");
  }

  @Test
  void aFailedBackupNamesTheCause() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BackupWriter writer = new BackupWriter(bytes, 5, "1.2", "embedded");
    writer.failed("the disk is gone");

    assertThatThrownBy(() -> read(bytes.toByteArray()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("the disk is gone");
  }

  @Test
  void aRecordOfManyMegabytesIsSplitIntoParts(@TempDir Path folder) throws Exception {
    Map<String, Long> cells = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      cells.put("cell — " + i, (long) i);
    }
    Poll poll =
        Poll.draft(
            "p", "AAA234", "?", "number", List.of(new Option("a", "A")), PollSettings.DEFAULT, 1);
    PollRecord record =
        PollRecord.of(poll).withResult(Optional.of(new Tally(1, 2, true, cells, 0)));
    JournalEntry ballot = new JournalEntry(Revision.of(1, 1), "v", "{}", 3);
    List<Contents.RoomOf> rooms =
        List.of(
            new Contents.RoomOf(
                new Room("AAA234", "", 1),
                OptionalLong.empty(),
                List.of(new Contents.PollOf(record, List.of(ballot)))));
    Path path = Files.write(folder.resolve("b"), backup(rooms));

    BackupFile file = BackupFile.check(path);

    Contents told = new Contents();
    file.tell(told);
    assertThat(told.rooms()).isEqualTo(rooms);
    assertThat(file.record(0)).isEqualTo(record);
  }

  @Test
  void incompleteRoomsAndPollsAreNotRestored(@TempDir Path folder) throws Exception {
    List<Contents.RoomOf> rooms = GeneratedRooms.of(3);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BackupWriter writer = new BackupWriter(bytes, 5, "1.2", "mongodb");
    Contents.RoomOf first = rooms.get(0);
    writer.room(first.room(), first.usedAt());
    for (Contents.PollOf poll : first.polls()) {
      for (boolean whole : new boolean[] {false, true}) {
        writer.poll(poll.record());
        poll.journal().forEach(writer::ballot);
        writer.pollEnds(whole);
      }
    }
    first.records().forEach(writer::record);
    writer.roomEnds(true);
    Contents.RoomOf gone = rooms.get(1);
    writer.room(gone.room(), gone.usedAt());
    writer.poll(gone.polls().get(0).record());
    writer.pollEnds(true);
    writer.record(new RoomRecord(gone.room().code(), "gone", "void"));
    writer.roomEnds(false);
    BackupSummary summary = writer.end();

    BackupFile file = BackupFile.check(Files.write(folder.resolve("b"), bytes.toByteArray()));
    Contents told = new Contents();
    file.tell(told);

    assertThat(told.rooms()).containsExactly(first);
    assertThat(file.summary()).isEqualTo(summary);
    assertThat(summary.polls()).isEqualTo(first.polls().size());
    assertThat(file.polls().count()).isEqualTo(first.polls().size());
  }
}

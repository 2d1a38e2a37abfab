package io.votehub.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a store held at a moment before its backup was taken: each poll is taken back, change by
 * change, to what it was, with the ballots that were recorded by then. Where that is not known any
 * more, because ballots or changes were let go since, a sentence says so, and nothing is made up.
 *
 * <p>A poll that was open then is open. Rooms have the title and the valid presenter's key of the
 * time of the backup, so that a key that was revoked stays so, and the records of that time but for
 * questions that were asked later, and scores that were made later.
 */
public final class PointInTime {
  private final BackupFile file;
  private final long at;
  private final GapFinder finder;
  private final List<String> gaps;

  private PointInTime(BackupFile file, long at, GapFinder finder) {
    this.file = file;
    this.at = at;
    this.finder = finder;
    this.gaps = finder.end();
  }

  /**
   * Looks at a backup.
   *
   * @param at UTC milliseconds since the epoch
   * @throws BackupException if the backup was taken before that time, or cannot be read
   */
  public static PointInTime of(BackupFile file, long at) throws BackupException {
    long taken = file.summary().takenAt();
    if (at > taken) {
      throw new BackupException(
          "The backup was taken at "
              + Instant.ofEpochMilli(taken)
              + " and knows nothing of "
              + Instant.ofEpochMilli(at)
              + ". Take a later backup, or an earlier time.");
    }
    PastDeletions deletions = new PastDeletions(at);
    file.tell(deletions);
    GapFinder finder = new GapFinder(at, deletions);
    file.tell(finder);
    return new PointInTime(file, at, finder);
  }

  /** What is not known of that time, a sentence each, some of them where there are many. */
  public List<String> gaps() {
    return gaps;
  }

  /**
   * Writes what is known of that time as a backup of its own.
   *
   * @throws BackupException if that cannot be written
   */
  public BackupSummary writeTo(Path target, String version) throws BackupException {
    return Backup.toFile(
        target,
        out -> {
          BackupWriter writer = new BackupWriter(out, at, version, file.summary().engine());
          file.tell(new PastContents(at, finder, writer));
          return writer.end();
        });
  }
}

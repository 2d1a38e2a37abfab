package io.votehub.backup;

/**
 * The size and origin of a backup.
 *
 * @param takenAt when it was begun, UTC milliseconds since the epoch
 * @param version of the hub that took it
 * @param engine the kind of store: {@code embedded} or {@code mongodb}
 * @param ballots entries of all journals, including superseded ones
 * @param people accounts and members of voter rolls, or keys of accounts
 * @param bytes its length
 */
public record BackupSummary(
    long takenAt,
    String version,
    String engine,
    long rooms,
    long polls,
    long ballots,
    long people,
    long bytes) {}

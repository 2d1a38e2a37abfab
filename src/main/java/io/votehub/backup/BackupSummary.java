package io.votehub.backup;

/**
 * What a backup holds.
 *
 * @param takenAt when it was begun, UTC milliseconds since the epoch
 * @param version of the hub that took it
 * @param engine of which store: {@code embedded} or {@code mongodb}
 * @param ballots entries of all journals, those that were replaced later among them
 * @param bytes how long it is
 */
public record BackupSummary(
    long takenAt,
    String version,
    String engine,
    long rooms,
    long polls,
    long ballots,
    long bytes) {}

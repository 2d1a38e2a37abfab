package io.votehub.alert;

import java.util.OptionalDouble;

/**
 * The values on which alerts are evaluated, at one moment. Shares are from 0 to 1.
 *
 * @param criticalErrors within the last hour
 * @param highErrors within the last hour
 * @param failed the share of requests and votes of the last minutes that the hub could not serve;
 *     empty if there were too few
 * @param slow the share of them that took more than two seconds
 * @param heap the share of the heap that garbage collection could not free
 * @param disk the used share of the data folder's disk; empty if it cannot be read
 * @param backupAgeHours the age of the last backup; empty if backups are not monitored
 * @param certificateDays until the certificate that is served expires; empty without TLS
 * @param certificateUnusable 1 while its files, as they are now, cannot be served, else 0; empty
 *     without TLS
 * @param ownVoteSeconds how long the latest vote of the hub's own took, or is due; empty where it
 *     casts none
 */
public record Readings(
    long criticalErrors,
    long highErrors,
    OptionalDouble failed,
    OptionalDouble slow,
    double heap,
    OptionalDouble disk,
    OptionalDouble backupAgeHours,
    OptionalDouble certificateDays,
    OptionalDouble certificateUnusable,
    OptionalDouble ownVoteSeconds) {}

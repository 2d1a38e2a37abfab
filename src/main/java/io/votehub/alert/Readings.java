package io.votehub.alert;

import java.util.OptionalDouble;

/**
 * What alerts are evaluated on, at one moment. Shares are from 0 to 1.
 *
 * @param criticalErrors within the last hour
 * @param highErrors within the last hour
 * @param failed the share of requests and votes of the last minutes that the hub could not serve;
 *     nothing where there were too few to say
 * @param slow the share of them that took more than two seconds
 * @param heap the share of the heap that garbage collection could not free
 * @param disk the share of the data folder's disk that is in use; nothing where it cannot be read
 * @param backupAgeHours the age of the last backup; nothing where backups are not set up
 */
public record Readings(
    long criticalErrors,
    long highErrors,
    OptionalDouble failed,
    OptionalDouble slow,
    double heap,
    OptionalDouble disk,
    OptionalDouble backupAgeHours) {}

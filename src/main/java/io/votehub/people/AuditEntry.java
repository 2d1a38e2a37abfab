package io.votehub.people;

/**
 * A line of the audit log of an instance, chained to the one before. Holds no names: people are
 * random ids.
 *
 * @param number counts the entries of the instance from 1
 * @param at UTC milliseconds since the epoch
 * @param hash SHA-256 over the entry and the hash before it
 */
public record AuditEntry(
    String instance,
    long number,
    long at,
    String actor,
    String action,
    String object,
    String outcome,
    String hash) {}

/**
 * The audit log: who did what to what, when, and how it ended. Each instance chains its entries by
 * hashes, so that a gap, a change and an exchange are found.
 *
 * <p>In: random ids and words, never names. Out: entries in the store of people. Imports {@code
 * people} and {@code poll}. Start at {@link io.votehub.audit.Audit}; {@link
 * io.votehub.audit.AuditLog} writes, {@link io.votehub.audit.AuditVerifier} verifies.
 */
package io.votehub.audit;

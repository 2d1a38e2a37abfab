/**
 * Accounts: who somebody is, proved by a password and a second factor, and sessions of browsers.
 *
 * <p>In: mails, passwords and codes as people type them. Out: sessions, or refusals that tell a
 * guesser nothing. Imports {@code people} to store them, {@code audit} to record what is done,
 * {@code identity} for the hub's key, {@code json} and {@code poll}. Loaded only where {@code
 * accounts.enabled} is true. Start reading at {@link io.votehub.accounts.Accounts}.
 */
package io.votehub.accounts;

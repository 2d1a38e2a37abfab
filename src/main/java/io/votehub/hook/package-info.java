/**
 * Webhooks: tells other programs over HTTPS what happens in rooms, as Standard Webhooks 1.0.0 says.
 *
 * <p>In: events of rooms, and the addresses that owners of rooms add. Out: signed requests, each
 * repeated until it is taken or given up, whichever instance is up. Imports {@code store} for the
 * outboxes, {@code event}, {@code identity} for secrets and signatures, {@code ledger} for the
 * clock, {@code outbound} for requests, and {@code protocol} for what is told. Start reading at
 * {@link io.votehub.hook.Outbox}, then {@link io.votehub.hook.HookDispatcher}.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
package io.votehub.hook;

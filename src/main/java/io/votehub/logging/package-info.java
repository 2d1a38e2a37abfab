/**
 * Log lines, as text for people or JSON for collectors, and the log of outages, which says one line
 * when an outage begins and one when it ends.
 *
 * <p>Imports {@code json}. Start at {@link io.votehub.logging.Logs}.
 */
package io.votehub.logging;

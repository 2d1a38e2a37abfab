/**
 * Log lines, as text or JSON, and the log of outages.
 *
 * <p>Imports {@code json}. Start at {@link io.votehub.logging.Logs}.
 */
package io.votehub.logging;

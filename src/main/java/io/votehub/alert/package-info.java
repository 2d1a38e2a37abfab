/**
 * Errors by fingerprint, and a few alerts that the hub evaluates itself, for operators without
 * Prometheus.
 *
 * <p>In: log events of warnings and errors, and readings of the process. Out: a bounded list of
 * errors, alerts, and notifications by webhook and mail when they start and stop firing. Imports
 * {@code json} and {@code files}. Start at {@link io.votehub.alert.ErrorLog} and {@link
 * io.votehub.alert.AlertMonitor}.
 */
package io.votehub.alert;

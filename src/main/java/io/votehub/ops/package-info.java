/**
 * What operators look at: health, version, metrics, log lines.
 *
 * <p>In: checks, counts and meters of the parts that are watched. Out: the paths of the contract's
 * section Operations, on the main port or on one of their own. Imports what it reports on, and not
 * the settings. Start at {@link io.votehub.ops.OpsRoutes}.
 */
package io.votehub.ops;

/**
 * Process entry point: the command line and the assembly of a hub from its parts.
 *
 * <p>In: arguments, configuration file and environment. Out: a running instance, or an error
 * message that says why there is none. Imports all other packages and is imported by none. Start at
 * {@link io.votehub.Votehub}, then read {@link io.votehub.Hub}, which lists the parts.
 */
package io.votehub;

/**
 * The process: its command line, its settings, and how the parts of a hub are put together.
 *
 * <p>In: arguments, the file of settings and the environment. Out: a running instance, or a
 * sentence that says why there is none. Imports every package below; none imports it. Start at
 * {@link io.votehub.Votehub}, then {@link io.votehub.Hub}, which reads as the list of parts.
 */
package io.votehub;

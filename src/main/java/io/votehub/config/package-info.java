/**
 * The settings of a hub: one table of them, where their values come from, and the errors for who
 * wrote them.
 *
 * <p>In: a YAML file, environment variables, options. Out: one valid {@link
 * io.votehub.config.Config}, or every error at once. Start at {@link io.votehub.config.Setting}.
 */
package io.votehub.config;

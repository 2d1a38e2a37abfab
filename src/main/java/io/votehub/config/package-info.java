/**
 * Settings: their definitions, the sources of their values, and error messages for operators.
 *
 * <p>In: a YAML file and environment variables. Out: one valid {@link io.votehub.config.Config}, or
 * every fault at once. Start at {@link io.votehub.config.Setting}.
 */
package io.votehub.config;

/**
 * A room's running order: its steps, where a run of it stands, and what is to be done next. Pure
 * functions, without clocks, stores and networks. Imports {@code poll} and {@code json}. Start at
 * {@link io.votehub.agenda.AgendaMachine}.
 */
package io.votehub.agenda;

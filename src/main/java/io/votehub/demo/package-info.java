/**
 * A simulated audience, to see the hub at work without one: a room, a presenter who puts one
 * question after the other, and voters who come, think, vote, change their minds and lose their
 * network.
 *
 * <p>In: the address of a running hub. Out: what its clients would send, over the same sockets, and
 * a line a second on the terminal. Imports {@code json}, and nothing of the hub's inside. Start at
 * {@link io.votehub.demo.DemoAudience}.
 */
package io.votehub.demo;

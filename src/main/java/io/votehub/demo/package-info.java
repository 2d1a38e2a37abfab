/**
 * A simulated audience, to see the hub at work: a room, a presenter who opens one question after
 * the other, voters who join, vote, change their votes and lose their connections, and people who
 * ask questions from the floor.
 *
 * <p>In: the address of a running hub. Out: the requests and messages of its clients, and a line a
 * second on the terminal. Imports only {@code json}. Start at {@link io.votehub.demo.DemoAudience}.
 */
package io.votehub.demo;

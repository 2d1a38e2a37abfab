package io.votehub.bus;

/**
 * The member of a voter roll whom a code identifies.
 *
 * @param voter the id that the member has as a voter of the room
 */
public record MemberView(String voter) {}

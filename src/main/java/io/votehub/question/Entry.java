package io.votehub.question;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A question that a voter asked.
 *
 * @param id names it to clients; tells nothing about its author
 * @param author the id under which its author is counted in the poll; never for clients
 * @param slot which of the author's questions it is, from 1
 * @param likeness the same for texts that differ in case or spelling only
 * @param name what the author signed it with; empty if nothing
 * @param at when it was asked, UTC milliseconds since the epoch
 * @param reply what a presenter answered in writing; empty if nothing
 * @param rev the board's revision at its last change
 * @param held the listed word for which it waits for approval; empty if there is none
 * @param lives how often it has become {@link EntryState#LIVE}
 */
public record Entry(
    String id,
    String author,
    int slot,
    String text,
    String likeness,
    String name,
    long at,
    EntryState state,
    boolean pinned,
    String reply,
    long rev,
    String held,
    int lives) {
  private static final int ID_BYTES = 8;

  /** Whether voters see it. */
  public boolean isShown() {
    return state.isShown();
  }

  boolean isOf(String voter, int inSlot) {
    return author.equals(voter) && slot == inSlot;
  }

  Entry withText(Asking asking, long newRev) {
    return new Entry(
        id,
        author,
        slot,
        asking.text(),
        asking.likeness(),
        asking.name(),
        at,
        state,
        pinned,
        reply,
        newRev,
        asking.held(),
        lives);
  }

  Entry withState(EntryState newState, long newRev) {
    boolean stays = pinned && newState.isShown();
    boolean becomesLive = newState == EntryState.LIVE && state != EntryState.LIVE;
    int newLives = becomesLive ? lives + 1 : lives;
    return new Entry(
        id, author, slot, text, likeness, name, at, newState, stays, reply, newRev, held, newLives);
  }

  Entry withPinned(boolean newPinned, long newRev) {
    return new Entry(
        id, author, slot, text, likeness, name, at, state, newPinned, reply, newRev, held, lives);
  }

  Entry withReply(String newReply, long newRev) {
    return new Entry(
        id, author, slot, text, likeness, name, at, state, pinned, newReply, newRev, held, lives);
  }

  /** The characters that it takes in storage, about. */
  int size() {
    int fixed = 160;
    return fixed + text.length() + name.length() + reply.length() + author.length() + held.length();
  }

  /**
   * An id that is the same each time this is computed. The author's id is a secret with enough
   * entropy that it cannot be found from the digest.
   */
  static String id(String scope, String author, int slot, long at) {
    return digest(scope + '\n' + author + '\n' + slot + '\n' + at);
  }

  static String digest(String text) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}

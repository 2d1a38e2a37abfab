package io.votehub.question;

import io.votehub.method.AudienceText;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;

/**
 * A question as a voter asks it, validated.
 *
 * @param slot which of the voter's questions it is, from 1
 * @param likeness the same for texts that differ in case or spelling only
 * @param name what the voter signs it with; empty if nothing
 * @param held the listed word for which it waits for approval; empty if there is none
 */
public record Asking(int slot, String text, String likeness, String name, String held) {
  /** A question that need not wait. */
  public Asking(int slot, String text, String likeness, String name) {
    this(slot, text, likeness, name, "");
  }

  /** The greatest length of a name, in characters. */
  public static final int MAX_NAME = 40;

  /**
   * Validates what a client sent.
   *
   * @param slot expected to be a whole number
   * @param text expected to be a text
   * @param name null or a text
   * @throws Refusal {@code bad-ballot} with a message that names the fault
   */
  public static Asking read(Poll poll, Object slot, Object text, Object name) {
    int slots = poll.settings().whole("perVoter");
    if (!(slot instanceof Integer number) || number < 1) {
      throw refused("'slot' must be a whole number from 1 to " + slots);
    }
    if (number > slots) {
      throw refused("Each voter asks at most " + slots + " questions here");
    }
    if (!(text instanceof String raw)) {
      throw refused("'text' must be a text");
    }
    int max = poll.settings().whole("maxLength");
    String question = AudienceText.text(raw, max, "The question");
    return new Asking(number, question, likeness(question), name(poll, name));
  }

  private static String likeness(String question) {
    return Entry.digest(AudienceText.folded(question));
  }

  /** The question as the room's rules let it pass. */
  public Asking checked(String newText, String newName, String heldFor) {
    return new Asking(slot, newText, likeness(newText), newName, heldFor);
  }

  private static String name(Poll poll, Object given) {
    if (given == null || "".equals(given)) {
      return "";
    }
    if (!(given instanceof String raw)) {
      throw refused("'name' must be a text");
    }
    if (!"optional".equals(poll.settings().own().get("names"))) {
      throw refused("Questions on this poll have no names");
    }
    return AudienceText.line(raw, MAX_NAME, "The name");
  }

  private static Refusal refused(String why) {
    return Refusal.of(ErrorCode.BAD_BALLOT, why);
  }
}

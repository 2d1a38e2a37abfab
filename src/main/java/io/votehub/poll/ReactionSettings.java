package io.votehub.poll;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The reactions that a room offers.
 *
 * @param emoji what people may react with, in the order shown; empty for no reactions
 * @param toVoters whether voters see the reactions of others
 * @param rev incremented by every change; 0 if there has never been one
 */
public record ReactionSettings(List<String> emoji, boolean toVoters, long rev) {
  /** The most different reactions of a room. */
  public static final int MAX_EMOJI = 5;

  /** What a room offers whose presenter never chose. */
  public static final ReactionSettings DEFAULT =
      new ReactionSettings(List.of("👏", "🎉", "❤️", "😂", "😮"), false, 0);

  private static final int MAX_CHARS = 32;

  /** One character as people see it, a pictograph with its modifiers or a flag. */
  private static final Pattern EMOJI = Pattern.compile("(?=.*[\\p{So}\\x{1F1E6}-\\x{1F1FF}])\\X");

  public ReactionSettings {
    emoji = List.copyOf(emoji);
  }

  /**
   * The settings after a change; the same if nothing changes.
   *
   * @throws Refusal {@code bad-request} if it is no list of different emoji, or too long
   */
  public ReactionSettings changed(List<?> wanted, boolean shown) {
    if (wanted.size() > MAX_EMOJI) {
      throw Refusal.field("/emoji", "At most " + MAX_EMOJI);
    }
    List<String> chosen = wanted.stream().map(ReactionSettings::emoji).distinct().toList();
    if (chosen.size() < wanted.size()) {
      throw Refusal.field("/emoji", "Each only once");
    }
    return chosen.equals(emoji) && shown == toVoters
        ? this
        : new ReactionSettings(chosen, shown, rev + 1);
  }

  private static String emoji(Object value) {
    if (value instanceof String text
        && text.length() <= MAX_CHARS
        && EMOJI.matcher(text).matches()) {
      return text;
    }
    throw Refusal.field("/emoji", "Must be a list of single emoji, such as 👏");
  }

  /** The later of two by revision. */
  public ReactionSettings orNewer(ReactionSettings other) {
    return other.rev > rev ? other : this;
  }
}

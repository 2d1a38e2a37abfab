package io.votehub.bus;

import io.votehub.poll.Poll;
import io.votehub.poll.WordRules;
import io.votehub.question.Asking;
import io.votehub.wording.AudienceFilter;
import io.votehub.wording.AudienceFilter.Checked;

/** Does with questions from the floor what the rules of their room say about unwanted words. */
public final class QuestionFilter {
  private QuestionFilter() {}

  /**
   * The question to be asked in place of the one that was typed. One that is held waits for
   * approval even where others do not; an unwanted name is left out.
   *
   * @throws io.votehub.poll.Refusal {@code unwanted-words}
   */
  public static Asking checked(AudienceFilter filter, WordRules rules, Poll poll, Asking typed) {
    boolean moderated = Boolean.TRUE.equals(poll.settings().own().get("moderated"));
    Checked text = filter.text(rules, moderated, true, typed.text());
    String name = filter.isUnwanted(rules, moderated, typed.name()) ? "" : typed.name();
    return text.text().equals(typed.text()) && text.held().isEmpty() && name.equals(typed.name())
        ? typed
        : typed.checked(text.text(), name, text.held());
  }
}

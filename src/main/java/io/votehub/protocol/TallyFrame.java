package io.votehub.protocol;

import io.votehub.json.Json;
import io.votehub.method.Moderation;
import io.votehub.method.OpenText;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tally message of the contract, serialised once for all connections.
 *
 * @param forVoters the message for voters and screens
 * @param forPresenter the message for presenters and moderators; the same text unless the poll is
 *     moderated
 * @param counts the tally itself where the messages have to be completed by whoever knows the
 *     questions from the floor; empty for other polls
 * @param texts the voters' message in parts if its result lists texts; empty for other polls
 */
public record TallyFrame(
    String poll,
    long rev,
    boolean last,
    String forVoters,
    String forPresenter,
    Optional<Tally> counts,
    Optional<Texts> texts) {
  /**
   * The parts of a voters' message whose result lists texts, for those who are told what changed.
   *
   * @param entries the texts, by id
   * @param others the message without them
   */
  public record Texts(Map<String, Map<String, Object>> entries, String others) {}

  /** With fewer cells, a result takes less than handing it over to another thread. */
  private static final int FEW_CELLS = 1_000;

  /** Whether the result may take so long that it is to be computed away from event loops. */
  public static boolean isLarge(Tally tally) {
    return tally.cells().size() > FEW_CELLS;
  }

  /** A complete message. */
  public TallyFrame(String poll, long rev, boolean last, String forVoters, String forPresenter) {
    this(poll, rev, last, forVoters, forPresenter, Optional.empty(), Optional.empty());
  }

  /** Computes the result by the poll's method and serialises the message. */
  public static TallyFrame of(Poll poll, VotingMethod method, Tally tally) {
    Map<String, Object> message = Messages.tally(poll, method, tally, false);
    String forVoters = Json.write(message);
    String forPresenter =
        Moderation.isOn(poll) ? Json.write(Messages.tally(poll, method, tally, true)) : forVoters;
    Optional<Tally> counts = Questions.isMethodOf(poll) ? Optional.of(tally) : Optional.empty();
    return new TallyFrame(
        poll.id(),
        tally.rev(),
        tally.last(),
        forVoters,
        forPresenter,
        counts,
        OpenText.isMethodOf(poll) ? Optional.of(texts(message)) : Optional.empty());
  }

  @SuppressWarnings("unchecked")
  private static Texts texts(Map<String, Object> message) {
    Map<String, Object> others = new LinkedHashMap<>((Map<String, Object>) message.get("result"));
    List<Map<String, Object>> listed = (List<Map<String, Object>>) others.remove("entries");
    Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
    listed.forEach(each -> entries.put((String) each.get("id"), each));
    Map<String, Object> light = new LinkedHashMap<>(message);
    light.put("result", others);
    return new Texts(entries, Json.write(light));
  }

  /**
   * The message for one audience.
   *
   * @param moderates whether it sees texts that nobody has approved
   */
  public String text(boolean moderates) {
    return moderates ? forPresenter : forVoters;
  }

  /** Whether the presenter's message differs from that of voters. */
  public boolean isModerated() {
    return !forVoters.equals(forPresenter);
  }
}

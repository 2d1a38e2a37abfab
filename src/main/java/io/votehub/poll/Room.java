package io.votehub.poll;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A room, in which one audience votes.
 *
 * @param createdAt UTC milliseconds since the epoch
 * @param id distinguishes the room from all others that ever have the same code; empty for rooms of
 *     older versions
 * @param tokenVersion the valid version of the owner's token, incremented by each rotation
 * @param stage what the big screens show
 * @param renewal identifies the request that made the valid token version, so that it can be
 *     repeated; empty before the first rotation
 * @param keys the keys of those who help the owner
 * @param rolls the voter rolls that its polls may name, in the order in which they were added
 * @param admission whom the presenter lets in
 * @param suspension whether an operator has suspended it
 * @param reactions what people may react with
 * @param players how those who play its quizzes are called, and in which teams
 * @param theme its looks
 * @param wordRules what it does with words that nobody wants
 * @param embedding the sites that may show it in a frame
 */
public record Room(
    String code,
    String title,
    long createdAt,
    Optional<String> id,
    long tokenVersion,
    Stage stage,
    Optional<String> renewal,
    KeyRing keys,
    List<VoterRoll> rolls,
    AdmissionRules admission,
    Suspension suspension,
    ReactionSettings reactions,
    PlayerRules players,
    Theme theme,
    WordRules wordRules,
    Embedding embedding) {
  public static final int MAX_TITLE = 200;

  /** The maximum number of polls in a room. */
  public static final int MAX_POLLS = 200;

  /** The maximum size of all its polls together, as computed by {@code PollSpec.textBytes}. */
  public static final long MAX_TEXT_BYTES = 512 * 1024;

  public Room {
    rolls = List.copyOf(rolls);
  }

  /** A room without an id, as created by older versions. */
  public Room(String code, String title, long createdAt) {
    this(code, title, createdAt, Optional.empty(), 0);
  }

  /** A room whose stage has never been set. */
  public Room(String code, String title, long createdAt, Optional<String> id, long tokenVersion) {
    this(
        code,
        title,
        createdAt,
        id,
        tokenVersion,
        Stage.FOLLOW,
        Optional.empty(),
        KeyRing.EMPTY,
        List.of(),
        AdmissionRules.OPEN,
        Suspension.NONE,
        ReactionSettings.DEFAULT,
        PlayerRules.DEFAULT,
        Theme.NONE,
        WordRules.DEFAULT,
        Embedding.NONE);
  }

  public Room withTitle(String newTitle) {
    return with(draft -> draft.title = newTitle);
  }

  public Room withTokenVersion(long version) {
    return with(draft -> draft.tokenVersion = version);
  }

  /**
   * The room with the next version of the owner's token. Repeating the same request with the token
   * it used at first changes nothing, because its response may have been lost.
   *
   * @param version version of the token in the request
   * @param call identifies the request
   * @throws Refusal {@code bad-token} if that token has already been replaced
   */
  public Room renewed(long version, String call) {
    if (version >= tokenVersion - 1 && renewal.equals(Optional.of(call))) {
      return this;
    }
    if (version < tokenVersion) {
      throw Refusal.of(ErrorCode.BAD_TOKEN, "This key was replaced by a new one");
    }
    return with(
        draft -> {
          draft.tokenVersion = tokenVersion + 1;
          draft.renewal = Optional.of(call);
        });
  }

  public Room withStage(Stage newStage) {
    return with(draft -> draft.stage = newStage);
  }

  public Room withKeys(KeyRing newKeys) {
    return with(draft -> draft.keys = newKeys);
  }

  /**
   * The room with another voter roll.
   *
   * @throws Refusal {@code bad-request} if it has {@value VoterRoll#MAX_ROLLS}
   */
  public Room withRoll(VoterRoll roll) {
    if (rolls.size() >= VoterRoll.MAX_ROLLS) {
      throw Refusal.field("", "A room has at most " + VoterRoll.MAX_ROLLS + " voter rolls");
    }
    List<VoterRoll> all = Stream.concat(rolls.stream(), Stream.of(roll)).toList();
    return with(draft -> draft.rolls = all);
  }

  public Room withAdmission(AdmissionRules rules) {
    return with(draft -> draft.admission = rules);
  }

  /**
   * The room with more members in a voter roll; as it is if it does not have that roll.
   *
   * @param weight the sum of the weights of the added ones
   * @throws Refusal {@code bad-request} if there would be too many
   */
  public Room withMembers(String rollId, int added, long weight) {
    return withChanged(rollId, roll -> roll.withMore(added, weight));
  }

  /**
   * The room after a member was removed from a voter roll; as it is if it does not have that roll.
   *
   * @throws Refusal {@code bad-request} if too many were removed
   */
  public Room withoutMember(String rollId, String member, int weight) {
    return withChanged(rollId, roll -> roll.without(member, weight));
  }

  private Room withChanged(String rollId, UnaryOperator<VoterRoll> change) {
    return withRolls(
        rolls.stream().map(each -> each.id().equals(rollId) ? change.apply(each) : each).toList());
  }

  /** The room without a voter roll. */
  public Room withoutRoll(String rollId) {
    return withRolls(rolls.stream().filter(each -> !each.id().equals(rollId)).toList());
  }

  private Room withRolls(List<VoterRoll> all) {
    return with(draft -> draft.rolls = all);
  }

  /** Whether the voter roll has that member no more. */
  public boolean hasRemoved(String rollId, String member) {
    for (VoterRoll roll : rolls) {
      if (roll.id().equals(rollId)) {
        return roll.removed().contains(member);
      }
    }
    return false;
  }

  public Room withSuspension(Suspension now) {
    return with(draft -> draft.suspension = now);
  }

  public Room withReactions(ReactionSettings settings) {
    return with(draft -> draft.reactions = settings);
  }

  public Room withTheme(Theme looks) {
    return with(draft -> draft.theme = looks);
  }

  public Room withWordRules(WordRules rules) {
    return with(draft -> draft.wordRules = rules);
  }

  public Room withEmbedding(Embedding sites) {
    return with(draft -> draft.embedding = sites);
  }

  public Room withPlayers(PlayerRules rules) {
    return with(draft -> draft.players = rules);
  }

  /**
   * Checks that it may be used.
   *
   * @throws Refusal {@code suspended} if an operator has suspended it
   */
  public void requireInUse() {
    if (suspension.isOn()) {
      throw Refusal.of(ErrorCode.SUSPENDED);
    }
  }

  /** The voter roll of that id, if the room has it. */
  public Optional<VoterRoll> roll(String rollId) {
    return rolls.stream().filter(each -> each.id().equals(rollId)).findAny();
  }

  /** Whether this is the same room, in spite of changes, and not a later one with the same code. */
  public boolean isSameAs(Room other) {
    return code.equals(other.code) && id.equals(other.id);
  }

  /** A copy in which something differs. */
  private Room with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** The components of a room while a copy is made. */
  private static final class Draft {
    private final Room from;
    private String title;
    private long tokenVersion;
    private Stage stage;
    private Optional<String> renewal;
    private KeyRing keys;
    private List<VoterRoll> rolls;
    private AdmissionRules admission;
    private Suspension suspension;
    private ReactionSettings reactions;
    private PlayerRules players;
    private Theme theme;
    private WordRules wordRules;
    private Embedding embedding;

    Draft(Room from) {
      this.from = from;
      title = from.title;
      tokenVersion = from.tokenVersion;
      stage = from.stage;
      renewal = from.renewal;
      keys = from.keys;
      rolls = from.rolls;
      admission = from.admission;
      suspension = from.suspension;
      reactions = from.reactions;
      players = from.players;
      theme = from.theme;
      wordRules = from.wordRules;
      embedding = from.embedding;
    }

    Room finished() {
      return new Room(
          from.code,
          title,
          from.createdAt,
          from.id,
          tokenVersion,
          stage,
          renewal,
          keys,
          rolls,
          admission,
          suspension,
          reactions,
          players,
          theme,
          wordRules,
          embedding);
    }
  }
}

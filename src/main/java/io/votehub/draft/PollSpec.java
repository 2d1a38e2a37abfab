package io.votehub.draft;

import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.ValidationErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The specification of a poll written by a presenter, validated.
 *
 * @param electorate the id of the voter roll whose members vote; empty if the audience votes.
 *     Whether the room has that roll is not validated here
 */
public record PollSpec(
    String question,
    String method,
    List<Option> options,
    PollSettings settings,
    Optional<String> electorate,
    Optional<Picture> image) {
  private static final String ELECTORATE = "electorate";
  private static final Set<String> FIELDS =
      Set.of(
          "question",
          "method",
          "options",
          "settings",
          ELECTORATE,
          PictureReader.IMAGE,
          PictureReader.ALT,
          "imageSize");
  private static final int MAX_ID = 64;

  /** The methods whose ballots are texts, by which people could be recognised. */
  private static final Set<String> WRITTEN = Set.of("text", "words", Questions.NAME);

  public PollSpec {
    options = List.copyOf(options);
  }

  /** The same as an ordinary poll. */
  public PollSpec withoutQuiz() {
    return new PollSpec(
        question, method, options, settings.withQuiz(Optional.empty()), electorate, image);
  }

  /** A poll in which the audience votes. */
  public PollSpec(String question, String method, List<Option> options, PollSettings settings) {
    this(question, method, options, settings, Optional.empty(), Optional.empty());
  }

  /** The UTF-8 size of its texts, which bounds its size in responses. */
  public long textBytes() {
    long bytes = utf8(question) + utf8(settings.own().toString());
    bytes += settings.quiz().map(quiz -> utf8(quiz.correct().toString())).orElse(0L);
    for (Option option : options) {
      bytes += utf8(option.id()) + utf8(option.label()) + bytes(option.image());
    }
    return bytes + bytes(image);
  }

  private static long bytes(Optional<Picture> picture) {
    return picture.map(each -> utf8(each.id()) + utf8(each.alt())).orElse(0L);
  }

  private static long utf8(String text) {
    // An unpaired surrogate counts as three bytes, a surrogate pair as six instead of four.
    return text.chars().mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : 3).sum();
  }

  public static PollSpec of(Poll poll) {
    return new PollSpec(
        poll.question(),
        poll.method(),
        poll.options(),
        poll.settings(),
        poll.electorate(),
        poll.image());
  }

  /**
   * Reads a new poll.
   *
   * @throws Refusal {@code bad-request} with all faults and their locations
   */
  public static PollSpec read(Map<String, ?> json, VotingMethods methods) {
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", FIELDS);
    String question = faults.text(json.get("question"), "/question", Poll.MAX_QUESTION);
    Optional<VotingMethod> method = method(json.get("method"), methods, faults);
    List<Option> options = options(json.get("options"), method, faults);
    PollSettings settings = settings(json.get("settings"), method, options, faults);
    Optional<String> electorate = electorate(json.get(ELECTORATE), faults);
    checkSecrecy(settings, method, electorate, faults);
    Optional<Picture> image = new PictureReader(faults).read(json, "");
    faults.throwIfAny();
    return new PollSpec(
        question, method.orElseThrow().name(), options, settings, electorate, image);
  }

  /**
   * Applies a partial update. Settings are updated one by one: omitted ones stay, {@code null}
   * restores the default, and a change of method resets the method's own settings. A setting equal
   * to its default keeps following the number of options, and whether it is a quiz.
   *
   * @throws Refusal {@code bad-request} with all faults and their locations
   */
  public PollSpec patched(Map<String, ?> json, VotingMethods methods) {
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", FIELDS);
    String newQuestion =
        json.containsKey("question")
            ? faults.text(json.get("question"), "/question", Poll.MAX_QUESTION)
            : question;
    Object name = json.containsKey("method") ? json.get("method") : method;
    Optional<VotingMethod> newMethod = method(name, methods, faults);
    List<Option> newOptions =
        json.containsKey("options")
            ? options(json.get("options"), newMethod, faults)
            : currentOptions(newMethod, faults);
    PollSettings newSettings =
        settings(mergedSettings(json, methods, name), newMethod, newOptions, faults);
    Optional<String> newElectorate =
        json.containsKey(ELECTORATE) ? electorate(json.get(ELECTORATE), faults) : electorate;
    checkSecrecy(newSettings, newMethod, newElectorate, faults);
    Optional<Picture> newImage = new PictureReader(faults).patched(image, json);
    faults.throwIfAny();
    return new PollSpec(
        newQuestion,
        newMethod.orElseThrow().name(),
        newOptions,
        newSettings,
        newElectorate,
        newImage);
  }

  private static PollSettings settings(
      Object given, Optional<VotingMethod> method, List<Option> options, ValidationErrors faults) {
    PollSettings settings = new SettingsReader(faults).read(given, method, options.size());
    return given instanceof Map<?, ?> map && map.get("quiz") != null && method.isPresent()
        ? settings.withQuiz(
            new QuizReader(faults).read(map.get("quiz"), method.get(), options, settings))
        : settings;
  }

  /** Written texts are shown one by one, each with its time. */
  private static void checkSecrecy(
      PollSettings settings,
      Optional<VotingMethod> method,
      Optional<String> electorate,
      ValidationErrors faults) {
    if (settings.secret() && electorate.isEmpty()) {
      faults.add("/settings/secret", "Only polls with an electorate are secret");
    }
    if (settings.secret() && method.filter(each -> each.name().equals("text")).isPresent()) {
      faults.add("/settings/secret", "Written texts cannot be secret");
    }
    if (settings.quiz().isPresent() && settings.secret()) {
      faults.add("/settings/quiz", "A secret poll gives no points: they would tell who was right");
    }
    if (method.filter(each -> each.name().equals(Questions.NAME)).isPresent()) {
      checkQuestions(settings, faults);
    }
    if (settings.proof() == PollSettings.Proof.BALLOTS
        && (settings.secret()
            || method.filter(each -> WRITTEN.contains(each.name())).isPresent())) {
      faults.add(
          "/settings/proof",
          "The ballots of secret polls, and texts that people write, are never published");
    }
  }

  /** Support for questions grows while they are asked. */
  private static void checkQuestions(PollSettings settings, ValidationErrors faults) {
    if (settings.secret()) {
      faults.add("/settings/secret", "Questions from the floor cannot be secret");
    }
    if (!settings.change()) {
      faults.add("/settings/change", "Votes on questions from the floor can always be changed");
    }
    if (settings.abstain()) {
      faults.add("/settings/abstain", "There is nothing to abstain from");
    }
  }

  /** The given id; empty for null, which stands for the audience. */
  private static Optional<String> electorate(Object given, ValidationErrors faults) {
    if (given != null && !(given instanceof String id && id.length() <= MAX_ID)) {
      faults.add("/" + ELECTORATE, "Must be the id of a voter roll of the room, or null");
      return Optional.empty();
    }
    return Optional.ofNullable((String) given);
  }

  /**
   * This specification, if the room has the voter roll that it names.
   *
   * @throws Refusal {@code bad-request} otherwise
   */
  public PollSpec requireRollOf(Room room) {
    if (electorate.isPresent() && room.roll(electorate.get()).isEmpty()) {
      throw Refusal.field("/" + ELECTORATE, "Is no voter roll of this room");
    }
    return this;
  }

  /** The ids of its pictures. */
  public Set<String> pictures() {
    Set<String> ids = new LinkedHashSet<>();
    image.ifPresent(each -> ids.add(each.id()));
    options.forEach(option -> option.image().ifPresent(each -> ids.add(each.id())));
    return ids;
  }

  /** The same without its pictures. */
  public PollSpec withoutPictures() {
    return new PollSpec(
        question,
        method,
        options.stream().map(each -> each.withImage(Optional.empty())).toList(),
        settings,
        electorate,
        Optional.empty());
  }

  /** The same where its pictures have other ids; those without a new one stay. */
  public PollSpec withPicturesRenamed(Map<String, String> ids) {
    UnaryOperator<Picture> renamed =
        picture -> Picture.named(ids.getOrDefault(picture.id(), picture.id()), picture.alt());
    return new PollSpec(
        question,
        method,
        options.stream().map(each -> each.withImage(each.image().map(renamed))).toList(),
        settings,
        electorate,
        image.map(renamed));
  }

  /**
   * This specification with the sizes of its pictures.
   *
   * @param known the pictures of the room, by id
   * @throws Refusal {@code bad-request} if it names another one
   */
  public PollSpec withPicturesOf(Map<String, Picture> known) {
    ValidationErrors faults = new ValidationErrors();
    List<Option> found = new ArrayList<>(options.size());
    for (int i = 0; i < options.size(); i++) {
      Option option = options.get(i);
      found.add(option.withImage(known(option.image(), known, "/options/" + i + "/image", faults)));
    }
    Optional<Picture> own = known(image, known, "/image", faults);
    faults.throwIfAny();
    return new PollSpec(question, method, found, settings, electorate, own);
  }

  private static Optional<Picture> known(
      Optional<Picture> named,
      Map<String, Picture> known,
      String pointer,
      ValidationErrors faults) {
    if (named.isEmpty()) {
      return named;
    }
    Picture found = known.get(named.get().id());
    if (found == null) {
      faults.add(pointer, "Is no picture of this room; send it to the room first");
      return Optional.empty();
    }
    return Optional.of(named.get().withSize(found.width(), found.height()));
  }

  private static Optional<VotingMethod> method(
      Object name, VotingMethods methods, ValidationErrors faults) {
    try {
      return Optional.of(methods.get(name instanceof String text ? text : ""));
    } catch (Refusal unknown) {
      faults.add(unknown);
      return Optional.empty();
    }
  }

  private static List<Option> options(
      Object given, Optional<VotingMethod> method, ValidationErrors faults) {
    int least = method.map(VotingMethod::minOptions).orElse(1);
    int most = method.map(VotingMethod::maxOptions).orElse(Poll.MAX_OPTIONS);
    return new OptionReader(faults).read(given, least, most);
  }

  /** The current options, unless there are too few or too many for the new method. */
  private List<Option> currentOptions(Optional<VotingMethod> newMethod, ValidationErrors faults) {
    newMethod.ifPresent(
        m -> {
          if (options.size() < m.minOptions() || options.size() > m.maxOptions()) {
            faults.add(
                "/options",
                "Must be from " + m.minOptions() + " to " + m.maxOptions() + " options");
          }
        });
    return options;
  }

  /** The current settings overridden by those given; the given value if it is not an object. */
  private Object mergedSettings(Map<String, ?> json, VotingMethods methods, Object newMethod) {
    Map<String, Object> merged = new LinkedHashMap<>();
    PollSettings usual =
        settings.quiz().isPresent() ? PollSettings.QUIZ_DEFAULT : PollSettings.DEFAULT;
    if (settings.change() != usual.change()) {
      merged.put("change", settings.change());
    }
    if (settings.results() != usual.results()) {
      merged.put("results", settings.results().wire());
    }
    merged.put("peek", settings.peek());
    merged.put("graceMs", settings.graceMs());
    merged.put("marks", settings.marks());
    merged.put("abstain", settings.abstain());
    merged.put("secret", settings.secret());
    merged.put("proof", settings.proof().wire());
    if (method.equals(newMethod)) {
      settings.quiz().ifPresent(quiz -> merged.put("quiz", quiz.json(true)));
      Map<String, Object> defaults = methods.get(method).settings(Map.of(), options.size());
      List<Map.Entry<String, Object>> chosen = new ArrayList<>(settings.own().entrySet());
      chosen.removeIf(each -> each.getValue().equals(defaults.get(each.getKey())));
      chosen.forEach(each -> merged.put(each.getKey(), each.getValue()));
    }
    if (!json.containsKey("settings")) {
      return merged;
    }
    if (!(json.get("settings") instanceof Map<?, ?> given)) {
      return json.get("settings");
    }
    given.forEach((key, value) -> merged.put((String) key, value));
    merged.values().removeIf(value -> value == null);
    return merged;
  }
}

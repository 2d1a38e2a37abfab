package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.RoomRulesJson;
import io.votehub.poll.ValidationErrors;
import io.votehub.poll.WordRules;
import io.votehub.poll.WordRules.Mode;
import io.votehub.room.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The route with which a presenter says what becomes of words that nobody wants. */
final class WordRoutes {
  private static final String MODE = "mode";
  private static final String LANGUAGES = "languages";
  private static final String WORDS = "words";
  private static final String EXCEPTIONS = "exceptions";

  private final Rooms rooms;

  WordRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
  }

  /** Changes the rules; what is not given stays as it is. Responds with the new ones. */
  Future<Reply> change(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of(MODE, LANGUAGES, WORDS, EXCEPTIONS, "rev"));
    OptionalLong rev = faults.rev(json.get("rev"));
    Optional<Mode> mode = Mode.of(json.get(MODE));
    if (json.containsKey(MODE) && mode.isEmpty()) {
      faults.add("/mode", "Must be auto, off, hold, mask or refuse");
    }
    Optional<List<String>> languages =
        Optional.ofNullable(json.get(LANGUAGES))
            .map(given -> WordRules.readLanguages(given, "/languages", faults));
    Optional<List<String>> words =
        Optional.ofNullable(json.get(WORDS))
            .map(given -> WordRules.readWords(given, "/words", faults));
    Optional<List<String>> exceptions =
        Optional.ofNullable(json.get(EXCEPTIONS))
            .map(given -> WordRules.readWords(given, "/exceptions", faults));
    faults.throwIfAny();
    String code = request.room().code();
    return ConflictException.withCurrent(
            rooms
                .settings()
                .changeWordRules(
                    code,
                    before -> {
                      WordRules next =
                          new WordRules(
                                  mode.orElse(before.mode()),
                                  languages.orElse(before.languages()),
                                  words.orElse(before.words()),
                                  exceptions.orElse(before.exceptions()),
                                  0)
                              .after(before);
                      boolean changes = next.rev() != before.rev();
                      if (changes && rev.isPresent() && rev.getAsLong() != before.rev()) {
                        throw Refusal.of(ErrorCode.CONFLICT);
                      }
                      return next;
                    }),
            () -> rooms.get(code).map(room -> RoomRulesJson.wordRules(room.wordRules())))
        .map(room -> Reply.ok(RoomRulesJson.wordRules(room.wordRules())));
  }
}

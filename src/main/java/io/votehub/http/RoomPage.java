package io.votehub.http;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import io.votehub.page.FirstPaint;
import io.votehub.page.Translations;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.room.Rooms;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The voter's page: one file for everybody who asks for the same room in the same language, with
 * the room painted in it. Nothing in it is personal; the page is asked for anew each time. Safe
 * from any thread.
 */
final class RoomPage {
  private static final String FALLBACK = "en";

  /** Rooms whose page is asked for at about the same time; a page has some twenty kilobytes. */
  private static final int KEPT = 64;

  private static final Pattern LANGUAGE_FILE = Pattern.compile("i18n/([a-z]{2,3})\\.js");

  /** What a page is made of, and so what names it. */
  private record Sight(
      Optional<Room> room, Optional<String> code, Optional<Poll> lead, String language) {}

  /** A page, and the policy that allows what stands in it. */
  record Made(WebFile file, String policy) {}

  private final String template;
  private final Function<Iterable<String>, String> policy;
  private final String assets;
  private final FirstPaint paint;
  private final Set<String> modules;

  /** Set by the pages' language switch. */
  private static final String LANGUAGE_COOKIE = "votehub-language";

  private final Map<String, Translations> languages = new TreeMap<>();
  private final Map<String, Made> plain = new HashMap<>();
  private final Map<Sight, Made> made =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Sight, Made> eldest) {
              return size() > KEPT;
            }
          });

  /**
   * @param template the page, with places for the language, the styles, scripts, and the paint
   * @param files the names and texts of the files of the pages
   * @param assets the path below which they are served
   * @param policy the policy that allows styles by their source expressions
   */
  RoomPage(
      String template,
      Map<String, byte[]> files,
      String assets,
      Function<Iterable<String>, String> policy) {
    this.template = template;
    this.assets = assets;
    this.policy = policy;
    this.modules = Set.copyOf(files.keySet());
    this.paint =
        new FirstPaint(
            name -> text(files, name),
            assets,
            css -> ContentHash.cspSource(css.getBytes(StandardCharsets.UTF_8)));
    for (String name : files.keySet()) {
      Matcher language = LANGUAGE_FILE.matcher(name);
      if (language.matches() && files.containsKey(methodWords(language.group(1)))) {
        String tag = language.group(1);
        languages.put(tag, new Translations(tag, text(files, name), text(files, methodWords(tag))));
        plain.put(tag, page("", Collections.emptySet(), tag, Optional.empty()));
      }
    }
  }

  private static String ballot(String method) {
    return "methods/" + method + "/ballot.js";
  }

  private static String methodWords(String language) {
    return "i18n/methods." + language + ".js";
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  /** The page for who asks, of a room that is there or not. */
  Made of(RoutingContext ctx, Optional<Rooms.Listed> found) {
    Optional<String> code = JoinCode.read(ctx.pathParam("code"));
    Sight sight =
        new Sight(
            found.map(Rooms.Listed::room),
            code,
            found.flatMap(listed -> FirstPaint.lead(listed.polls())),
            language(ctx));
    return made.computeIfAbsent(sight, this::make);
  }

  /** The page without a word on its room. */
  Made plain(RoutingContext ctx) {
    return plain.get(language(ctx));
  }

  /** As the address says, or else as was chosen on a page, or else as the browser reads. */
  private String language(RoutingContext ctx) {
    Stream<String> said = Stream.ofNullable(ctx.request().getParam("lang"));
    Stream<String> chosen =
        Stream.ofNullable(ctx.request().getCookie(LANGUAGE_COOKIE)).map(Cookie::getValue);
    Stream<String> read = ctx.acceptableLanguages().stream().map(LanguageHeader::tag);
    return Stream.concat(Stream.concat(said, chosen), read)
        .filter(languages::containsKey)
        .findFirst()
        .orElse(FALLBACK);
  }

  private Made make(Sight sight) {
    Translations words = languages.get(sight.language);
    FirstPaint.Painted painted =
        sight
            .room
            .map(room -> paint.room(room, sight.lead, words))
            .orElseGet(() -> paint.noRoom(sight.code.orElse(""), words));
    return page(painted.html(), painted.styles(), sight.language, painted.method());
  }

  private Made page(
      String html, Iterable<String> styles, String language, Optional<String> method) {
    StringBuilder preloads = new StringBuilder();
    method
        .filter(name -> !name.equals("single") && modules.contains(ballot(name)))
        .ifPresent(
            name -> {
              preload(preloads, ballot(name));
              preload(preloads, methodWords(language));
            });
    String whole =
        template
            .replace("{{lang}}", language)
            .replace("{{preloads}}", preloads)
            .replace("{{paint}}", html);
    WebFile file = WebFile.of("room.html", whole.getBytes(StandardCharsets.UTF_8));
    return new Made(file, policy.apply(styles));
  }

  private void preload(StringBuilder preloads, String module) {
    preloads
        .append("<link rel=\"modulepreload\" href=\"")
        .append(assets)
        .append('/')
        .append(module)
        .append("\">\n");
  }
}

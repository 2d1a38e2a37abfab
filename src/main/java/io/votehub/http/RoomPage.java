package io.votehub.http;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import io.votehub.page.FirstPaint;
import io.votehub.page.Translations;
import io.votehub.page.VoteFrame;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.poll.Theme;
import io.votehub.room.Rooms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The voter's page, rendered with the current content of its room, once for all requests for the
 * same content in the same language. Contains nothing personal. Thread-safe.
 */
final class RoomPage {
  private static final String FALLBACK = "en";

  /** Bounds the cache; a page has about 20 KB. */
  private static final int MAX_CACHED = 64;

  private static final Pattern LANGUAGE_FILE = Pattern.compile("i18n/([a-z]{2,3})\\.js");

  /** What the content of a page depends on. */
  private record CacheKey(
      Optional<Room> room,
      Optional<String> code,
      Optional<Poll> lead,
      boolean questions,
      String language,
      Optional<EmbedLook> frame) {}

  /** A page with the Content-Security-Policy for its inline elements. */
  record Rendered(WebFile file, String policy) {}

  private final String template;
  private final Function<Iterable<String>, String> policy;
  private final String assets;
  private final FirstPaint paint;
  private final Set<String> modules;
  private final String frameCss;

  /** The methods whose texts are in a second file: see {@code methods/index.js}. */
  private static final Set<String> WITH_ANSWER_WORDS =
      Set.of("score", "grades", "points", "number", "words", "text");

  /** Set by the pages' language switch. */
  private static final String LANGUAGE_COOKIE = "votehub-language";

  private final Map<String, Translations> languages = new TreeMap<>();
  private final Map<String, Rendered> plain = new HashMap<>();
  private final Map<CacheKey, Rendered> cache =
      Collections.synchronizedMap(
          new LinkedHashMap<>(MAX_CACHED, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<CacheKey, Rendered> eldest) {
              return size() > MAX_CACHED;
            }
          });

  /**
   * @param template the page, with placeholders
   * @param files the contents of the static files by name
   * @param assets the path under which they are served
   * @param policy computes the policy that allows inline styles by their source expressions
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
    this.frameCss = text(files, "embed/vote-frame.css").strip();
    this.paint =
        new FirstPaint(
            name -> text(files, name),
            assets,
            css -> ContentHash.cspSource(css.getBytes(StandardCharsets.UTF_8)));
    for (String name : files.keySet()) {
      Matcher language = LANGUAGE_FILE.matcher(name);
      if (language.matches() && files.containsKey(methodWords(language.group(1)))) {
        String tag = language.group(1);
        String words = text(files, name);
        String gone = text(files, "i18n/gone." + tag + ".js");
        String embed = text(files, "i18n/embed." + tag + ".js");
        String voting = text(files, methodWords(tag)) + text(files, answerWords(tag));
        languages.put(tag, new Translations(tag, words, gone, embed, voting));
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

  private static String answerWords(String language) {
    return "i18n/answers." + language + ".js";
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  /** The page for the request; of an unknown room if {@code found} is empty. */
  Rendered of(RoutingContext ctx, Optional<Rooms.Listed> found) {
    return of(ctx, found, Optional.empty());
  }

  /** The page for a frame of another site. */
  Rendered framed(RoutingContext ctx, Optional<Rooms.Listed> found) {
    return of(ctx, found, Optional.of(EmbedLook.of(ctx)));
  }

  private Rendered of(RoutingContext ctx, Optional<Rooms.Listed> found, Optional<EmbedLook> frame) {
    Optional<String> code = JoinCode.read(ctx.pathParam("code"));
    Optional<Poll> lead = found.flatMap(listed -> FirstPaint.current(listed.polls()));
    if (lead.flatMap(Poll::electorate).isPresent()) {
      // Whether the voter is a member is known once they have joined.
      Rendered plain = plain(ctx);
      return frame.map(look -> framed(plain, look, code, language(ctx), List.of())).orElse(plain);
    }
    boolean questions = found.filter(room -> FirstPaint.hasQuestions(room.polls())).isPresent();
    CacheKey key =
        new CacheKey(found.map(Rooms.Listed::room), code, lead, questions, language(ctx), frame);
    return cache.computeIfAbsent(key, this::render);
  }

  /** The page without content of its room. */
  Rendered plain(RoutingContext ctx) {
    return plain.get(language(ctx));
  }

  /** The language of the query, else of the cookie, else of Accept-Language. */
  private String language(RoutingContext ctx) {
    Stream<String> query = Stream.ofNullable(ctx.request().getParam("lang"));
    Stream<String> cookie =
        Stream.ofNullable(ctx.request().getCookie(LANGUAGE_COOKIE)).map(Cookie::getValue);
    Stream<String> accepted = ctx.acceptableLanguages().stream().map(LanguageHeader::tag);
    return Stream.concat(Stream.concat(query, cookie), accepted)
        .filter(languages::containsKey)
        .findFirst()
        .orElse(FALLBACK);
  }

  private Rendered render(CacheKey key) {
    Translations words = languages.get(key.language);
    FirstPaint.Painted painted =
        key.room
            .map(room -> paint.room(room, key.lead, key.questions, words))
            .orElseGet(() -> paint.noRoom(key.code.orElse(""), words));
    Rendered page = page(painted.html(), painted.styles(), key.language, painted.method());
    List<String> styles = new ArrayList<>();
    painted.styles().forEach(styles::add);
    Optional<Theme> theme = key.room.map(Room::theme).filter(looks -> looks.rev() > 0);
    Rendered looking = theme.map(looks -> themed(page, looks, styles)).orElse(page);
    return key.frame
        .map(look -> framed(looking, look, key.code, key.language, styles))
        .orElse(looking);
  }

  /**
   * @param styles the source expressions of the page's inline styles
   */
  private Rendered framed(
      Rendered page, EmbedLook look, Optional<String> code, String language, List<String> styles) {
    String notices = VoteFrame.notices(code, languages.get(language));
    String head =
        "<base target=\"_blank\">\n<script src=\""
            + assets
            + "/embed/storage-check.js\"></script>\n<style>"
            + frameCss
            + "</style>\n</head>";
    String html =
        look.applied(page.file().plain().toString())
            .replace("</head>", head)
            .replace("</vh-room>", "</vh-room>" + notices);
    List<String> all = new ArrayList<>(styles);
    all.add(ContentHash.cspSource(frameCss.getBytes(StandardCharsets.UTF_8)));
    return new Rendered(
        WebFile.of("room.html", html.getBytes(StandardCharsets.UTF_8)), policy.apply(all));
  }

  /**
   * @param styles the source expressions of the page's inline styles, to which those of its looks
   *     are added
   */
  private Rendered themed(Rendered page, Theme theme, List<String> styles) {
    ThemedHtml themed = ThemedHtml.of(page.file().plain().toString(), theme);
    styles.addAll(themed.styles());
    WebFile file = WebFile.of("room.html", themed.html().getBytes(StandardCharsets.UTF_8));
    return new Rendered(file, policy.apply(styles));
  }

  private Rendered page(
      String html, Iterable<String> styles, String language, Optional<String> method) {
    StringBuilder preloads = new StringBuilder();
    method
        .filter(name -> !name.equals("single") && modules.contains(ballot(name)))
        .ifPresent(
            name -> {
              preload(preloads, ballot(name));
              preload(preloads, methodWords(language));
              if (WITH_ANSWER_WORDS.contains(name)) {
                preload(preloads, answerWords(language));
              }
            });
    String whole =
        template
            .replace("{{lang}}", language)
            .replace("{{preloads}}", preloads)
            .replace("{{paint}}", html);
    WebFile file = WebFile.of("room.html", whole.getBytes(StandardCharsets.UTF_8));
    return new Rendered(file, policy.apply(styles));
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

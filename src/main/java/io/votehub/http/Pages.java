package io.votehub.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.votehub.json.Json;
import io.votehub.poll.JoinCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The web pages and what they load, from memory. Everything they load stands under a path that
 * names its content, so that browsers keep it for ever; the pages themselves are asked for each
 * time. A path is looked up in a map, so nothing can be reached but what was put there. Safe from
 * any thread; one is shared by all event loops.
 */
public final class Pages {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";
  private static final int HASH_LENGTH = 16;
  private static final Pattern INLINE_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern INLINE =
      Pattern.compile("<(script|style)( data-[a-z]+=\"[^\"]*\")?>(.*?)</\\1>", Pattern.DOTALL);
  private static final Pattern INLINED = Pattern.compile("\\{\\{inline:([^}]+)}}");
  private static final Pattern RESULT = Pattern.compile("(methods/[a-z]+)/result\\.js");
  private static final String PAINT = "{{paint}}";

  private static final Pattern PAGE_MODULE =
      Pattern.compile("<script type=\"module\" src=\"\\{\\{assets}}/([^\"]+)\">");
  private static final Pattern BARE_NAME =
      Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"\\{\\{assets}}/([^\"]+)\"");

  private record Page(WebFile file, String policy) {}

  private final Map<String, WebFile> assets = new HashMap<>();
  private final Map<String, Page> pages = new HashMap<>();
  private final String folder;
  private final Optional<RoomPage> room;

  /**
   * Reads the files of the class path, which takes a while.
   *
   * @throws UncheckedIOException if the jar cannot be read
   */
  public static Pages load() {
    try {
      Map<String, byte[]> files = WebFiles.load(Pages.class.getClassLoader());
      return new Pages(files, HttpSettings.DEFAULT.frameAncestors());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  Pages(Map<String, byte[]> files, String frameAncestors) {
    Map<String, byte[]> sorted = new TreeMap<>(files);
    this.folder = "/assets/" + hash(sorted) + "/";
    Map<String, String> bareNames = bareNames(text(sorted, "importmap.json"));
    sorted.forEach((name, content) -> assets.put(folder + name, WebFile.of(name, content)));
    sorted.forEach(
        (name, content) -> {
          if (name.endsWith(".html")) {
            assets.remove(folder + name);
            Optional<ModuleBundle> joined = joined(name, sorted, bareNames);
            String html = inlined(text(sorted, name), sorted);
            pages.put(name, page(name, html, importMap(joined, bareNames), frameAncestors));
          }
        });
    this.room =
        Optional.ofNullable(pages.get("room.html"))
            .filter(page -> page.file.plain().toString().contains(PAINT))
            .map(page -> roomPage(page, sorted, frameAncestors));
  }

  private RoomPage roomPage(Page page, Map<String, byte[]> files, String frameAncestors) {
    String template = page.file.plain().toString();
    return new RoomPage(
        template,
        files,
        base(),
        styles -> {
          List<String> all = new ArrayList<>(sources(template, "style"));
          styles.forEach(all::add);
          return policy(sources(template, "script"), all, frameAncestors);
        });
  }

  /** The page with the files in it that it wants there, to spare a phone the way for them. */
  private static String inlined(String html, Map<String, byte[]> files) {
    return INLINED
        .matcher(html)
        .replaceAll(name -> Matcher.quoteReplacement(text(files, name.group(1))));
  }

  /** The source expressions of what stands in a page. */
  private static List<String> sources(String html, String element) {
    List<String> sources = new ArrayList<>();
    Matcher inline = INLINE.matcher(html);
    while (inline.find()) {
      if (inline.group(1).equals(element)) {
        sources.add(ContentHash.cspSource(inline.group(3).getBytes(StandardCharsets.UTF_8)));
      }
    }
    Matcher map = INLINE_MAP.matcher(html);
    if (element.equals("script") && map.find()) {
      sources.add(ContentHash.cspSource(map.group(1).getBytes(StandardCharsets.UTF_8)));
    }
    return sources;
  }

  /** What a page needs at once, in the place of its own module. */
  private Optional<ModuleBundle> joined(
      String name, Map<String, byte[]> files, Map<String, String> bareNames) {
    Matcher script = PAGE_MODULE.matcher(text(files, name));
    if (!script.find()) {
      return Optional.empty();
    }
    String entry = script.group(1);
    ModuleBundle joined =
        ModuleBundle.of(
            entry, module -> files.containsKey(module) ? text(files, module) : null, bareNames);
    byte[] content = joined.script().getBytes(StandardCharsets.UTF_8);
    assets.put(folder + entry, WebFile.of(entry, content));
    if (name.equals("room.html")) {
      joinControls(files, bareNames, joined.modules());
    }
    return Optional.of(joined);
  }

  /** Each control comes as one file, with what only controls need. */
  private void joinControls(
      Map<String, byte[]> files, Map<String, String> bareNames, Set<String> loaded) {
    for (String name : files.keySet()) {
      Matcher result = RESULT.matcher(name);
      String control = result.matches() ? result.group(1) + "/ballot.js" : "";
      if (files.containsKey(control) && !loaded.contains(control)) {
        ModuleBundle joined =
            ModuleBundle.later(
                control,
                module -> files.containsKey(module) ? text(files, module) : null,
                bareNames,
                loaded);
        byte[] content = joined.script().getBytes(StandardCharsets.UTF_8);
        assets.put(folder + control, WebFile.of(control, content));
      }
    }
  }

  /** Modules by the names that have no path, such as {@code lit}. */
  private static Map<String, String> bareNames(String importMap) {
    Map<String, String> names = new TreeMap<>();
    Matcher each = BARE_NAME.matcher(importMap);
    while (each.find()) {
      names.put(each.group(1), each.group(2));
    }
    return names;
  }

  /** Where modules are that come later, and what they import: what was joined is loaded already. */
  private String importMap(Optional<ModuleBundle> joined, Map<String, String> bareNames) {
    Map<String, String> imports = new TreeMap<>();
    bareNames.forEach((name, module) -> imports.put(name, folder + module));
    if (joined.isPresent()) {
      List<String> modules = List.copyOf(joined.get().modules());
      String script = folder + modules.get(modules.size() - 1);
      modules.forEach(module -> imports.put(folder + module, script));
      bareNames.forEach(
          (name, module) -> {
            if (modules.contains(module)) {
              imports.put(name, script);
            }
          });
    }
    return Json.write(Map.of("imports", imports));
  }

  private static String hash(Map<String, byte[]> files) {
    MessageDigest digest = ContentHash.sha256();
    files.forEach(
        (name, content) -> {
          digest.update((name + ' ' + content.length + '\n').getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8).strip();
  }

  private String base() {
    return folder.substring(0, folder.length() - 1);
  }

  private Page page(String name, String content, String importMap, String frameAncestors) {
    String html = content.replace("{{importmap}}", importMap).replace("{{assets}}", base());
    WebFile file = WebFile.of(name, html.getBytes(StandardCharsets.UTF_8));
    String policy = policy(sources(html, "script"), sources(html, "style"), frameAncestors);
    return new Page(file, policy);
  }

  private static String policy(List<String> scripts, List<String> styles, String frameAncestors) {
    return "default-src 'none'; script-src "
        + String.join(" ", with("'self'", scripts))
        + "; style-src "
        + String.join(" ", with("'self'", styles))
        + "; img-src 'self' data: https:; connect-src 'self'; frame-src 'self'"
        + "; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
        + frameAncestors;
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  void serve(Router router, RoomLookup front) {
    get(router, "/", page("index.html"));
    Handler<RoutingContext> voters =
        room.map(page -> painted(page, front)).orElseGet(() -> page("room.html"));
    get(router, "/r/:code", canonical("/r/", voters));
    get(router, "/present/:code", canonical("/present/", page("present.html")));
    get(router, "/screen/:code", canonical("/screen/", page("screen.html")));
    get(router, "/assets/*", this::asset);
  }

  private static void get(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  private Handler<RoutingContext> page(String name) {
    Page page = pages.get(name);
    return ctx -> {
      if (page == null) {
        ctx.fail(404);
        return;
      }
      ctx.response().putHeader("Content-Security-Policy", page.policy);
      page.file.send(ctx, ASK_AGAIN);
    };
  }

  /** A page that does not learn of its room in time is sent all the same. */
  private static Handler<RoutingContext> painted(RoomPage page, RoomLookup front) {
    return ctx ->
        front
            .of(ctx)
            .map(found -> page.of(ctx, found))
            .otherwise(fault -> page.plain(ctx))
            .onSuccess(
                made -> {
                  if (!ctx.response().headWritten()) {
                    ctx.response().putHeader("Content-Security-Policy", made.policy());
                    made.file().send(ctx, ASK_AGAIN, "Accept-Language, Cookie");
                  }
                })
            .onFailure(ctx::fail);
  }

  /**
   * A code that was typed in another way is sent to its own address; what is none gets the page.
   */
  private static Handler<RoutingContext> canonical(String path, Handler<RoutingContext> page) {
    return ctx -> {
      String typed = ctx.pathParam("code");
      Optional<String> code = JoinCode.read(typed);
      if (code.isPresent() && !code.get().equals(typed)) {
        String query = ctx.request().query();
        String address = path + code.get() + (query == null ? "" : "?" + query);
        ctx.response().setStatusCode(302).putHeader("Location", address).end();
      } else {
        page.handle(ctx);
      }
    };
  }

  private void asset(RoutingContext ctx) {
    WebFile file = assets.get(ctx.request().path());
    if (file == null) {
      ctx.fail(404);
    } else {
      ctx.response().headers().remove("X-Request-Id");
      SecurityHeaders.leaveOutForFile(ctx.response());
      file.send(ctx, FOR_EVER);
    }
  }
}

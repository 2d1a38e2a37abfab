package io.votehub.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.votehub.json.Json;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Room;
import io.votehub.poll.Theme;
import io.votehub.room.Rooms;
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
 * Serves the pages and their assets from memory. Assets are served under a path that contains a
 * hash of their content, so that browsers cache them for ever; pages are revalidated. Paths are
 * looked up in a map, so path traversal is impossible. Thread-safe; shared by all event loops.
 */
public final class Pages {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String REVALIDATE = "no-cache";
  private static final int HASH_LENGTH = 16;
  private static final Pattern INLINED = Pattern.compile("\\{\\{inline:([^}]+)}}");
  private static final Pattern RESULT = Pattern.compile("(methods/[a-z]+)/result\\.js");
  private static final List<String> LATER =
      List.of("questions/questions-tab.js", "voter/offline.js", "voter/sealed.js");

  /** For slides of other sites; its address and what it promises stay. */
  private static final String SLIDES = "slides/reveal-v1.js";

  private static final String HOUR = "public, max-age=3600";
  private static final String PAINT = "{{paint}}";

  private static final Pattern PAGE_MODULE =
      Pattern.compile("<script type=\"module\" src=\"\\{\\{assets}}/([^\"]+)\">");
  private static final Pattern BARE_NAME =
      Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"\\{\\{assets}}/([^\"]+)\"");

  /**
   * @param policy without who may show it in a frame
   * @param framedBy who may, as sources of a Content-Security-Policy
   */
  private record Page(WebFile file, String policy, String framedBy) {}

  private final Map<String, WebFile> assets = new HashMap<>();
  private final Map<String, Page> pages = new HashMap<>();
  private final String folder;
  private final Optional<RoomPage> room;
  private final Optional<ServiceWorkerScript> worker;

  /**
   * Loads the files from the class path; blocking.
   *
   * @throws UncheckedIOException if the jar cannot be read
   */
  public static Pages load() {
    try {
      Map<String, byte[]> files = WebFiles.load(Pages.class.getClassLoader());
      return new Pages(files);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  Pages(Map<String, byte[]> files) {
    Map<String, byte[]> sorted = new TreeMap<>(files);
    this.folder = "/assets/" + hash(sorted) + "/";
    Map<String, String> bareNames = bareNames(text(sorted, "importmap.json"));
    sorted.forEach((name, content) -> assets.put(folder + name, WebFile.of(name, content)));
    sorted.forEach(
        (name, content) -> {
          if (name.endsWith(".html")) {
            assets.remove(folder + name);
            Optional<ModuleBundle> bundle = bundled(name, sorted, bareNames);
            String html = inlined(text(sorted, name), sorted);
            pages.put(name, page(name, html, importMap(bundle, bareNames)));
          }
        });
    assets.remove(folder + ServiceWorkerScript.NAME);
    this.worker =
        Optional.ofNullable(sorted.get(ServiceWorkerScript.NAME))
            .map(script -> new ServiceWorkerScript(script, base()));
    this.room =
        Optional.ofNullable(pages.get("room.html"))
            .filter(page -> page.file.plain().toString().contains(PAINT))
            .map(page -> roomPage(page, sorted));
  }

  /** Compresses what nobody has asked for yet; blocking. */
  public void compress() {
    pages.values().forEach(page -> page.file.gzipped().get());
    assets.values().forEach(file -> file.gzipped().get());
  }

  private RoomPage roomPage(Page page, Map<String, byte[]> files) {
    String template = page.file.plain().toString();
    return new RoomPage(template, files, base(), styles -> PagePolicy.of(template, styles));
  }

  /** Inlines files into the page, which saves a phone the round trips for them. */
  private static String inlined(String html, Map<String, byte[]> files) {
    return INLINED
        .matcher(html)
        .replaceAll(name -> Matcher.quoteReplacement(text(files, name.group(1))));
  }

  /** Bundles what a page needs at once, in place of its own module. */
  private Optional<ModuleBundle> bundled(
      String name, Map<String, byte[]> files, Map<String, String> bareNames) {
    Matcher script = PAGE_MODULE.matcher(text(files, name));
    if (!script.find()) {
      return Optional.empty();
    }
    String entry = script.group(1);
    ModuleBundle bundle =
        ModuleBundle.of(
            entry, module -> files.containsKey(module) ? text(files, module) : null, bareNames);
    byte[] content = MinifiedSource.joined(bundle.script());
    assets.put(folder + entry, WebFile.of(entry, content));
    if (name.equals("room.html")) {
      bundleControls(files, bareNames, bundle.modules());
    }
    return Optional.of(bundle);
  }

  /**
   * Bundles what the voter's page loads later: each voting control, the tab of questions, and what
   * it needs without a network.
   */
  private void bundleControls(
      Map<String, byte[]> files, Map<String, String> bareNames, Set<String> loaded) {
    List<String> controls = new ArrayList<>(LATER);
    for (String name : files.keySet()) {
      Matcher result = RESULT.matcher(name);
      if (result.matches()) {
        controls.add(result.group(1) + "/ballot.js");
      }
    }
    for (String control : controls) {
      if (files.containsKey(control) && !loaded.contains(control)) {
        ModuleBundle bundle =
            ModuleBundle.later(
                control,
                module -> files.containsKey(module) ? text(files, module) : null,
                bareNames,
                loaded);
        byte[] content = MinifiedSource.joined(bundle.script());
        assets.put(folder + control, WebFile.of(control, content));
      }
    }
  }

  /** The modules of bare specifiers such as {@code lit}, from the import map. */
  private static Map<String, String> bareNames(String importMap) {
    Map<String, String> names = new TreeMap<>();
    Matcher each = BARE_NAME.matcher(importMap);
    while (each.find()) {
      names.put(each.group(1), each.group(2));
    }
    return names;
  }

  /** The import map of a page; it maps modules in the bundle to the bundle. */
  private String importMap(Optional<ModuleBundle> bundle, Map<String, String> bareNames) {
    Map<String, String> imports = new TreeMap<>();
    bareNames.forEach((name, module) -> imports.put(name, folder + module));
    if (bundle.isPresent()) {
      List<String> modules = List.copyOf(bundle.get().modules());
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

  private Page page(String name, String content, String importMap) {
    String html = content.replace("{{importmap}}", importMap).replace("{{assets}}", base());
    WebFile file = WebFile.of(name, html.getBytes(StandardCharsets.UTF_8));
    String policy = PagePolicy.of(html);
    // The presenter's page shows the big screen small.
    boolean pictured = name.equals("screen.html");
    return new Page(file, policy, pictured ? "'self'" : PagePolicy.NOBODY);
  }

  /**
   * @param accounts whether people may have accounts
   */
  void serve(Router router, RoomLookup lookup, boolean accounts) {
    get(router, "/", accounts ? withLinkToAccount(pages.get("index.html")) : page("index.html"));
    if (accounts) {
      get(router, "/account", page("account.html"));
      get(router, "/account/:view", page("account.html"));
      get(router, "/admin", page("admin.html"));
      get(router, "/admin/:part", page("admin.html"));
    }
    Handler<RoutingContext> voters =
        room.map(page -> painted(page, lookup)).orElseGet(() -> page("room.html"));
    get(router, "/r/:code", canonical("/r/", voters));
    room.ifPresent(page -> get(router, "/shell", ctx -> send(ctx, page.plain(ctx))));
    worker.ifPresent(script -> get(router, "/" + ServiceWorkerScript.NAME, script));
    get(
        router,
        "/present/:code",
        canonical(
            "/present/",
            themed(
                accounts ? linkedToAccount(pages.get("present.html")) : pages.get("present.html"),
                lookup)));
    get(router, "/moderate/:code", canonical("/moderate/", page("moderate.html")));
    get(router, "/rolls/:code", canonical("/rolls/", page("rolls.html")));
    get(router, "/verify", page("verify.html"));
    get(router, "/report/:code", canonical("/report/", page("report.html")));
    get(router, "/screen/:code", canonical("/screen/", themed(pages.get("screen.html"), lookup)));
    get(router, "/assets/*", this::asset);
    get(router, "/" + SLIDES, this::slides);
  }

  /**
   * Serves the pages that other sites may show in frames.
   *
   * @param origins whose pages may show any room
   */
  void serveEmbedded(Router router, RoomLookup lookup, List<String> origins) {
    if (room.isEmpty()) {
      return;
    }
    EmbeddedPages embedded =
        new EmbeddedPages(origins, room.get(), html("embed.html"), html("deck.html"));
    get(
        router,
        "/embed/:code",
        canonical(
            "/embed/",
            ctx ->
                lookup
                    .needed(ctx)
                    .onSuccess(found -> embedded.send(ctx, found))
                    .onFailure(ctx::fail)));
  }

  private String html(String name) {
    return Optional.ofNullable(pages.get(name))
        .map(page -> page.file.plain().toString())
        .orElse("");
  }

  /** A page, told that people may have accounts. */
  private static Handler<RoutingContext> withLinkToAccount(Page page) {
    Page linked = linkedToAccount(page);
    return ctx -> send(ctx, linked);
  }

  private static Page linkedToAccount(Page page) {
    String html = page.file.plain().toString().replaceFirst("<html ", "<html data-accounts ");
    return new Page(
        WebFile.of("page.html", html.getBytes(StandardCharsets.UTF_8)), page.policy, page.framedBy);
  }

  /** A page with the looks of its room; without them if the lookup fails or times out. */
  private Handler<RoutingContext> themed(Page page, RoomLookup lookup) {
    if (page == null) {
      return ctx -> ctx.fail(404);
    }
    return ctx ->
        lookup
            .of(ctx)
            .map(found -> found.map(Rooms.Listed::room).map(Room::theme).orElse(Theme.NONE))
            .otherwise(Theme.NONE)
            .map(theme -> theme.rev() == 0 ? page : themed(page, theme))
            .onSuccess(
                made -> {
                  if (!ctx.response().headWritten()) {
                    send(ctx, made);
                  }
                })
            .onFailure(ctx::fail);
  }

  private Page themed(Page page, Theme theme) {
    ThemedHtml themed = ThemedHtml.of(page.file.plain().toString(), theme);
    return new Page(
        WebFile.of("page.html", themed.html().getBytes(StandardCharsets.UTF_8)),
        PagePolicy.of(themed.html()),
        page.framedBy);
  }

  private static void send(RoutingContext ctx, Page page) {
    ctx.response()
        .putHeader("Content-Security-Policy", PagePolicy.framedBy(page.policy, page.framedBy));
    page.file.send(ctx, REVALIDATE);
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
      send(ctx, page);
    };
  }

  /** Falls back to the page without the room's content if the lookup fails or times out. */
  private static Handler<RoutingContext> painted(RoomPage page, RoomLookup lookup) {
    return ctx ->
        lookup
            .of(ctx)
            .map(found -> page.of(ctx, found))
            .otherwise(fault -> page.plain(ctx))
            .onSuccess(
                made -> {
                  if (!ctx.response().headWritten()) {
                    send(ctx, made);
                  }
                })
            .onFailure(ctx::fail);
  }

  private static void send(RoutingContext ctx, RoomPage.Rendered made) {
    ctx.response()
        .putHeader(
            "Content-Security-Policy", PagePolicy.framedBy(made.policy(), PagePolicy.NOBODY));
    made.file().send(ctx, REVALIDATE, "Accept-Language, Cookie");
  }

  /** Redirects spellings of a join code to the canonical URL; anything else gets the page. */
  private static Handler<RoutingContext> canonical(String path, Handler<RoutingContext> page) {
    return ctx -> {
      String given = ctx.pathParam("code");
      Optional<String> code = JoinCode.read(given);
      if (code.isPresent() && !code.get().equals(given)) {
        String query = ctx.request().query();
        String location = path + code.get() + (query == null ? "" : "?" + query);
        ctx.response().setStatusCode(302).putHeader("Location", location).end();
      } else {
        page.handle(ctx);
      }
    };
  }

  /** The module that slides of any site load; it holds nothing of a room. */
  private void slides(RoutingContext ctx) {
    WebFile file = assets.get(folder + SLIDES);
    if (file == null) {
      ctx.fail(404);
      return;
    }
    SecurityHeaders.removeForFile(ctx.response());
    ctx.response()
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    file.send(ctx, HOUR);
  }

  private void asset(RoutingContext ctx) {
    WebFile file = assets.get(ctx.request().path());
    if (file == null) {
      ctx.fail(404);
    } else {
      ctx.response().headers().remove("X-Request-Id");
      SecurityHeaders.removeForFile(ctx.response());
      file.send(ctx, IMMUTABLE);
    }
  }
}

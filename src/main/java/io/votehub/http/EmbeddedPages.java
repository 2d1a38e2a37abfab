package io.votehub.http;

import io.vertx.ext.web.RoutingContext;
import io.votehub.poll.Embedding;
import io.votehub.poll.Room;
import io.votehub.room.Rooms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Serves {@code /embed/CODE}, the pages that other sites may show in a frame: those whose origins
 * the operator or the room lists, and nobody else. Fails if the room cannot be looked up in time,
 * because its list is then unknown. Thread-safe.
 */
final class EmbeddedPages {
  /** A list of sites holds from the next load on. */
  private static final String NOT_STORED = "no-store";

  private final List<String> hubOrigins;
  private final RoomPage voting;
  private final String watching;
  private final String deck;

  /**
   * @param hubOrigins origins that may show any room
   * @param voting the voter's page
   * @param watching the page that shows polls and results
   * @param deck the page through which slides open and close polls
   */
  EmbeddedPages(List<String> hubOrigins, RoomPage voting, String watching, String deck) {
    this.hubOrigins = hubOrigins;
    this.voting = voting;
    this.watching = watching;
    this.deck = deck;
  }

  /** Sends the page that the query asks for: `vote`, `deck`, or else the one that only shows. */
  void send(RoutingContext ctx, Optional<Rooms.Listed> found) {
    if (ctx.response().headWritten()) {
      return;
    }
    Optional<Room> room = found.map(Rooms.Listed::room);
    List<String> origins = origins(room);
    if (ctx.request().params().contains("vote")) {
      RoomPage.Rendered page = voting.framed(ctx, found);
      framed(ctx, page.policy(), origins);
      page.file().send(ctx, NOT_STORED, "Accept-Language, Cookie");
      return;
    }
    String template = ctx.request().params().contains("deck") ? told(deck, origins) : watching;
    String html = EmbedLook.of(ctx).applied(themed(template, room));
    framed(ctx, PagePolicy.of(html), origins);
    WebFile.of("embed.html", html.getBytes(StandardCharsets.UTF_8)).send(ctx, NOT_STORED);
  }

  private List<String> origins(Optional<Room> room) {
    List<String> own = room.map(Room::embedding).orElse(Embedding.NONE).origins();
    return Stream.concat(hubOrigins.stream(), own.stream()).distinct().toList();
  }

  private static String themed(String template, Optional<Room> room) {
    return room.map(Room::theme)
        .filter(theme -> theme.rev() > 0)
        .map(theme -> ThemedHtml.of(template, theme).html())
        .orElse(template);
  }

  /** The page, told whose messages it may obey; origins need no escaping. */
  private static String told(String page, List<String> origins) {
    return page.replaceFirst("<html ", "<html data-origins=\"" + String.join(" ", origins) + "\" ");
  }

  private static void framed(RoutingContext ctx, String policy, List<String> origins) {
    String sources = origins.isEmpty() ? PagePolicy.NOBODY : String.join(" ", origins);
    ctx.response()
        .putHeader("Content-Security-Policy", PagePolicy.framedBy(policy, sources))
        .headers()
        .remove("Cross-Origin-Opener-Policy");
  }
}

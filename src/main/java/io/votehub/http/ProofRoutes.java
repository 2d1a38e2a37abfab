package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import io.votehub.count.SealNote;
import io.votehub.count.SealedLines;
import io.votehub.count.SealedPolls;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.proof.Hash;
import io.votehub.proof.ProofArchive;
import io.votehub.proof.TagList;
import io.votehub.proof.ZipForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The routes for seals and proofs. Who may see the result of a poll may see its seal, since the
 * manifest tells the result.
 */
final class ProofRoutes {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String ZIP = "application/zip";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final RequestAuthorizer authorizer;
  private final SealedPolls sealed;

  ProofRoutes(HttpParts parts, RequestAuthorizer authorizer) {
    this.authorizer = authorizer;
    this.sealed = parts.polls().sealed();
  }

  /** The hub's public keys. */
  Future<Reply> keys(RoutingContext ctx) {
    return onCallerContext(ctx.vertx(), sealed.keys())
        .map(
            keys ->
                Reply.ok(
                    Map.of(
                        "keys",
                        keys.stream()
                            .map(
                                each ->
                                    Map.of("key", each.key().text(), "createdAt", each.createdAt()))
                            .toList())));
  }

  Future<Reply> checkpoint(RoomRequest request) {
    return numbered(request)
        .map(note -> reply(request, note, "checkpoint", TEXT, note.checkpoint().note()));
  }

  Future<Reply> manifest(RoomRequest request) {
    return numbered(request)
        .map(note -> reply(request, note, "manifest", Reply.JSON, note.manifest()));
  }

  /** The proof that a tag is in the seal. */
  Future<Reply> proof(RoomRequest request) {
    Hash tag =
        Optional.ofNullable(request.ctx().request().getParam("tag"))
            .flatMap(Hash::ofBase64Url)
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.BAD_REQUEST, "'tag' is 43 characters of base64url: 32 bytes"));
    return poll(request)
        .compose(
            poll ->
                sealed
                    .present(poll)
                    .compose(
                        note ->
                            sealed
                                .proof(poll, note, tag)
                                .map(
                                    proof ->
                                        reply(
                                            request, note, tag.base64Url(), TEXT, proof.text()))));
  }

  /** Streams all tags. */
  Future<Void> tags(RoomRequest request) {
    return onCallerContext(
        request.ctx().vertx(),
        poll(request)
            .compose(poll -> sealed.present(poll).compose(note -> tags(request, poll, note))));
  }

  private Future<Void> tags(RoomRequest request, Poll poll, SealNote note) {
    boolean text = prefersText(request);
    HttpServerResponse response = request.ctx().response();
    response.headers().add("Vary", "Accept");
    if (isKnown(request, note, text ? "tags.txt" : "tags")) {
      return Future.succeededFuture();
    }
    Queue<Supplier<Future<Iterator<Buffer>>>> parts = new ArrayDeque<>();
    for (int piece = 0; piece < note.pieces().size(); piece++) {
      int number = piece;
      parts.add(
          () ->
              sealed
                  .tags(poll, note, number)
                  .map(tags -> one(text ? lines(tags) : elements(tags, number == 0))));
    }
    String head = "{\"poll\":\"" + poll.id() + "\",\"seal\":" + note.number() + ",\"tags\":[";
    if (!text) {
      parts.add(() -> Future.succeededFuture(one(Buffer.buffer("]}"))));
    }
    return send(request, text ? TEXT : Reply.JSON, Buffer.buffer(text ? "" : head), parts);
  }

  private static Buffer lines(TagList tags) {
    return Buffer.buffer(tags.lines(0, tags.size()));
  }

  private static Buffer elements(TagList tags, boolean first) {
    Buffer elements = Buffer.buffer(tags.size() * (TagList.LINE_BYTES + 2));
    for (int i = 0; i < tags.size(); i++) {
      elements.appendString(first && i == 0 ? "\"" : ",\"");
      elements.appendString(tags.at(i).base64Url()).appendString("\"");
    }
    return elements;
  }

  private static Iterator<Buffer> one(Buffer part) {
    return List.of(part).iterator();
  }

  /** Streams the archive, whose form needs the sizes of all files before their contents. */
  Future<Void> archive(RoomRequest request) {
    return onCallerContext(
        request.ctx().vertx(),
        poll(request)
            .compose(
                poll ->
                    sealed
                        .present(poll)
                        .compose(
                            note ->
                                isKnown(request, note, "zip")
                                    ? Future.succeededFuture()
                                    : sealed
                                        .lines(poll, note)
                                        .compose(lines -> archive(request, poll, note, lines)))));
  }

  private Future<Void> archive(
      RoomRequest request, Poll poll, SealNote note, Optional<SealedLines> ballots) {
    List<String> names = ProofArchive.NAMES;
    byte[] manifest = utf8(note.manifest());
    byte[] checkpoint = utf8(note.checkpoint().note());
    byte[] key = utf8(note.key().text() + '\n');
    List<ZipForm.Entry> entries = new ArrayList<>();
    entries.add(ZipForm.Entry.of(names.get(0), manifest));
    entries.add(
        new ZipForm.Entry(names.get(1), (long) note.tags() * TagList.LINE_BYTES, note.tagsCrc()));
    entries.add(ZipForm.Entry.of(names.get(2), checkpoint));
    entries.add(ZipForm.Entry.of(names.get(3), key));
    ballots.ifPresent(
        lines -> entries.add(new ZipForm.Entry(names.get(4), lines.bytes(), lines.crc())));
    if (ZipForm.length(entries) > ZipForm.MAX_BYTES) {
      throw Refusal.of(ErrorCode.TOO_LARGE, "The poll has more ballots than an archive can hold");
    }
    Queue<Supplier<Future<Iterator<Buffer>>>> parts = new ArrayDeque<>();
    Buffer head = file(entries.get(0), manifest).appendBytes(ZipForm.header(entries.get(1)));
    for (int piece = 0; piece < note.pieces().size(); piece++) {
      int number = piece;
      parts.add(() -> sealed.tags(poll, note, number).map(tags -> one(lines(tags))));
    }
    Buffer middle = file(entries.get(2), checkpoint).appendBuffer(file(entries.get(3), key));
    ballots.ifPresent(lines -> middle.appendBytes(ZipForm.header(entries.get(4))));
    parts.add(() -> Future.succeededFuture(one(middle)));
    ballots.ifPresent(lines -> parts.add(() -> Future.succeededFuture(lines(lines))));
    Buffer end = Buffer.buffer(ZipForm.directory(entries));
    parts.add(() -> Future.succeededFuture(one(end)));
    request
        .ctx()
        .response()
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"votehub-" + poll.room() + "-" + poll.id() + "-proof.zip\"");
    return send(request, ZIP, head, parts);
  }

  private static Buffer file(ZipForm.Entry entry, byte[] content) {
    return Buffer.buffer(ZipForm.header(entry)).appendBytes(content);
  }

  /** The iterator is empty where there are no ballots, which must not end the stream. */
  private static Iterator<Buffer> lines(SealedLines lines) {
    if (lines.byHash().isEmpty()) {
      return one(Buffer.buffer());
    }
    return lines.byHash().values().stream()
        .flatMap(line -> Collections.nCopies(line.times(), line.text()).stream())
        .map(text -> Buffer.buffer(text).appendByte((byte) '\n'))
        .iterator();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Future<Void> send(
      RoomRequest request,
      String mediaType,
      Buffer head,
      Queue<Supplier<Future<Iterator<Buffer>>>> parts) {
    HttpServerResponse response = request.ctx().response();
    // The first part is made before the head is written, so that a refusal can set the status.
    Future<Iterator<Buffer>> first = onCallerContext(request.ctx().vertx(), parts.remove().get());
    return first.compose(
        begun -> {
          response.putHeader("Content-Type", mediaType);
          Queue<Supplier<Future<Iterator<Buffer>>>> all = new ArrayDeque<>();
          all.add(() -> Future.succeededFuture(begun));
          all.addAll(parts);
          return new LineStream<Buffer>(
                  response,
                  head,
                  () ->
                      all.isEmpty()
                          ? Future.succeededFuture(Collections.emptyIterator())
                          : onCallerContext(request.ctx().vertx(), all.remove().get()),
                  part -> part)
              .send();
        });
  }

  private Future<Poll> poll(RoomRequest request) {
    return authorizer
        .poll(request)
        .map(
            poll -> {
              ResultRoutes.requireResultVisible(request, poll);
              return poll;
            });
  }

  private Future<SealNote> numbered(RoomRequest request) {
    String seal = request.ctx().request().getParam("seal");
    if (seal != null && !NUMBER.matcher(seal).matches()) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "'seal' is the number of a seal");
    }
    OptionalInt number =
        seal == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(seal));
    return poll(request).compose(poll -> sealed.numbered(poll, number));
  }

  private static Reply reply(
      RoomRequest request, SealNote note, String part, String mediaType, String text) {
    String etag = etag(note, part);
    Reply reply =
        matches(request, etag)
            ? new Reply(304, "", Buffer.buffer())
            : new Reply(200, mediaType, Buffer.buffer(text));
    return reply.with("Cache-Control", "no-cache").with("ETag", etag);
  }

  /** Whether the client has it already; then the answer is sent. */
  private static boolean isKnown(RoomRequest request, SealNote note, String part) {
    String etag = etag(note, part);
    HttpServerResponse response = request.ctx().response();
    response.putHeader("Cache-Control", "no-cache").putHeader("ETag", etag);
    boolean known = matches(request, etag);
    if (known) {
      response.setStatusCode(304).end();
    }
    return known;
  }

  /** A seal never changes. */
  private static String etag(SealNote note, String part) {
    return '"' + note.pieces().get(0).base64Url() + '-' + note.number() + '-' + part + '"';
  }

  private static boolean matches(RoomRequest request, String etag) {
    String known = request.ctx().request().getHeader("If-None-Match");
    return known != null && known.contains(etag);
  }

  private static boolean prefersText(RoomRequest request) {
    for (MIMEHeader range : request.ctx().parsedHeaders().accept()) {
      if (range.weight() > 0 && !range.component().equals("text")) {
        return false;
      }
      if (range.weight() > 0 && range.subComponent().equalsIgnoreCase("plain")) {
        return true;
      }
    }
    return false;
  }
}

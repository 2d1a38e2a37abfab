package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the body of a request, up to a limit, before its route handler runs; it is not parsed until
 * that handler asks for it. Input beyond the limit is read and discarded, so that the client gets
 * the response; the request timeout of {@link RequestGate} bounds that.
 */
final class BodyReader implements Handler<RoutingContext> {
  private static final String KEY = "votehub.body";

  /** A growing buffer may have twice the capacity of its content. */
  private static final int BUFFER_OVERHEAD = 2;

  /** Up to this size a body is read even if the memory is used up. */
  private static final int SMALL_BYTES = 4 * 1024;

  private final int maxBytes;
  private final MemoryShare memory;

  /**
   * @param memory charged with each body until its request ends; beyond it requests are refused
   *     with {@code busy}
   */
  BodyReader(int maxBytes, MemoryShare memory) {
    this.maxBytes = maxBytes;
    this.memory = memory;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (declaredLength(request) > maxBytes) {
      ctx.fail(Refusal.of(ErrorCode.TOO_LARGE));
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      ctx.response().writeContinue();
    }
    Incoming body = new Incoming();
    ctx.addEndHandler(
        ended -> {
          body.release();
          ctx.remove(KEY);
        });
    request.handler(chunk -> body.add(chunk).ifPresent(ctx::fail));
    request.endHandler(
        end -> {
          if (body.isWhole() && !ctx.response().headWritten()) {
            ctx.put(KEY, body.bytes);
            ctx.next();
          }
        });
  }

  /**
   * A body that is being received. The connection keeps it reachable until the next request, so it
   * drops its buffer after the response or a refusal.
   */
  private final class Incoming {
    private Buffer bytes = Buffer.buffer();
    private long charged;
    private boolean refused;

    /** Appends a chunk; returns the refusal if this chunk is the first to exceed a limit. */
    Optional<Refusal> add(Buffer chunk) {
      if (refused) {
        return Optional.empty();
      }
      if (bytes.length() + chunk.length() > maxBytes) {
        refuse();
        return Optional.of(Refusal.of(ErrorCode.TOO_LARGE));
      }
      if (!charge((long) BUFFER_OVERHEAD * chunk.length())) {
        refuse();
        return Optional.of(Refusal.of(ErrorCode.BUSY));
      }
      bytes.appendBuffer(chunk);
      return Optional.empty();
    }

    /** Small bodies always succeed, so that a presenter can close a poll under any load. */
    private boolean charge(long more) {
      boolean fits = memory.tryTake(more);
      if (!fits && charged + more <= SMALL_BYTES) {
        memory.take(more);
        fits = true;
      }
      charged += fits ? more : 0;
      return fits;
    }

    private void refuse() {
      refused = true;
      release();
    }

    boolean isWhole() {
      return !refused;
    }

    void release() {
      memory.give(charged);
      charged = 0;
      bytes = Buffer.buffer(0);
    }
  }

  private static long declaredLength(HttpServerRequest request) {
    try {
      String length = request.getHeader("Content-Length");
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException tooLarge) {
      return Long.MAX_VALUE;
    }
  }

  /** The body as it came. */
  static byte[] bytes(RoutingContext ctx) {
    return ctx.get(KEY, Buffer.buffer()).getBytes();
  }

  /**
   * The body as a JSON object with only these fields.
   *
   * @throws Refusal {@code bad-message} if it is anything else
   * @throws NotJsonException if it is declared to be of another media type
   */
  static Map<String, Object> object(RoutingContext ctx, Collection<String> fields) {
    Map<String, Object> json = object(ctx);
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", fields);
    faults.throwIfAny();
    return json;
  }

  /** The same, but an empty body counts as an object without fields. */
  static Map<String, Object> objectOrNothing(RoutingContext ctx, Collection<String> fields) {
    Buffer body = ctx.get(KEY);
    return body == null || body.length() == 0 ? Map.of() : object(ctx, fields);
  }

  /** The same, with any fields. */
  static Map<String, Object> object(RoutingContext ctx) {
    return read(ctx, Json::readObject);
  }

  /** The body as a JSON value of any kind, with the same refusals. */
  static Object value(RoutingContext ctx) {
    return read(ctx, Json::read);
  }

  /**
   * The body as a JSON value or as CSV, read by a worker, because it may be long.
   *
   * @param json applied to the JSON value
   * @param csv applied to CSV text, if the body is declared to be that
   */
  static <T> Future<T> valueOrCsv(
      RoutingContext ctx, Function<Object, T> json, Function<String, T> csv) {
    Buffer body = ctx.get(KEY, Buffer.buffer());
    String type = ctx.request().getHeader("Content-Type");
    return ctx.vertx()
        .executeBlocking(
            () ->
                isCsv(type)
                    ? csv.apply(read(body, true, text -> text))
                    : json.apply(read(body, isJson(type), Json::read)),
            false);
  }

  /** Reads JSON text. */
  private interface JsonReading<T> {
    T of(String text) throws BadJsonException;
  }

  private static <T> T read(RoutingContext ctx, JsonReading<T> reading) {
    Buffer body = ctx.get(KEY, Buffer.buffer());
    return read(body, isJson(ctx.request().getHeader("Content-Type")), reading);
  }

  private static <T> T read(Buffer body, boolean known, JsonReading<T> reading) {
    if (body.length() > 0 && !known) {
      throw new NotJsonException();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(body.getBytes());
      return reading.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException fault) {
      throw Refusal.of(ErrorCode.BAD_MESSAGE, "Not valid UTF-8");
    } catch (BadJsonException fault) {
      throw Refusal.of(ErrorCode.BAD_MESSAGE, fault.getMessage());
    }
  }

  /** The body as a JSON object, read by a worker, because it may be long. */
  static <T> Future<T> objectByWorker(
      RoutingContext ctx, Function<Map<String, Object>, T> reading) {
    return ctx.vertx().executeBlocking(() -> reading.apply(object(ctx)), false);
  }

  private static boolean isCsv(String contentType) {
    return isUtf8(contentType, type -> type.equals("text/csv"));
  }

  private static boolean isJson(String contentType) {
    return isUtf8(
        contentType,
        type ->
            type.equals("application/json")
                || (type.startsWith("application/") && type.endsWith("+json")));
  }

  private static boolean isUtf8(String contentType, Predicate<String> wanted) {
    if (contentType == null) {
      // Pages of other origins can send a body without a type without a CORS preflight.
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].strip();
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return wanted.test(type);
  }

  /** The body has another media type than JSON. */
  static final class NotJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJsonException() {
      super("Send application/json in UTF-8", null, false, false);
    }
  }
}

package io.votehub.http;

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

/**
 * Takes in the body of a request, up to a limit, before its call is looked at; whatever it claims
 * to be, nothing of it is parsed until the call wants it. What comes beyond the limit is read and
 * forgotten, so that the client gets its answer; the gate's time ends that.
 */
final class BodyReader implements Handler<RoutingContext> {
  private static final String KEY = "votehub.body";

  /** What is taken in grows into a buffer that may be twice as long. */
  private static final int COPIES = 2;

  private static final int ALWAYS_BYTES = 4 * 1024;

  private final int maxBytes;
  private final MemoryShare memory;

  /**
   * @param memory of which bodies are taken while their requests last; past it the answer is {@code
   *     busy}
   */
  BodyReader(int maxBytes, MemoryShare memory) {
    this.maxBytes = maxBytes;
    this.memory = memory;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (declared(request) > maxBytes) {
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
    request.handler(part -> body.add(part).ifPresent(ctx::fail));
    request.endHandler(
        end -> {
          if (body.isWhole() && !ctx.response().headWritten()) {
            ctx.put(KEY, body.bytes);
            ctx.next();
          }
        });
  }

  /**
   * A body that comes part by part. Its connection keeps it until the next request: past the answer
   * or a refusal it must hold nothing.
   */
  private final class Incoming {
    private Buffer bytes = Buffer.buffer();
    private long taken;
    private boolean refused;

    /** Adds a part; the refusal if it is the first that is too much. */
    Optional<Refusal> add(Buffer part) {
      if (refused) {
        return Optional.empty();
      }
      if (bytes.length() + part.length() > maxBytes) {
        refuse();
        return Optional.of(Refusal.of(ErrorCode.TOO_LARGE));
      }
      if (!take((long) COPIES * part.length())) {
        refuse();
        return Optional.of(Refusal.of(ErrorCode.BUSY));
      }
      bytes.appendBuffer(part);
      return Optional.empty();
    }

    /** Small ones are always taken: a presenter can close a poll whatever others send. */
    private boolean take(long more) {
      boolean room = memory.tryTake(more);
      if (!room && taken + more <= ALWAYS_BYTES) {
        memory.take(more);
        room = true;
      }
      taken += room ? more : 0;
      return room;
    }

    private void refuse() {
      refused = true;
      release();
    }

    boolean isWhole() {
      return !refused;
    }

    void release() {
      memory.give(taken);
      taken = 0;
      bytes = Buffer.buffer(0);
    }
  }

  private static long declared(HttpServerRequest request) {
    try {
      String length = request.getHeader("Content-Length");
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException beyondAll) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * The body, a JSON object with no fields but these; {@code bad-message} if it is anything else.
   */
  static Map<String, Object> object(RoutingContext ctx, Collection<String> fields) {
    Map<String, Object> json = object(ctx);
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", fields);
    faults.throwIfAny();
    return json;
  }

  /** The same, where no body at all means an object without fields. */
  static Map<String, Object> objectOrNothing(RoutingContext ctx, Collection<String> fields) {
    Buffer body = ctx.get(KEY);
    return body == null || body.length() == 0 ? Map.of() : object(ctx, fields);
  }

  /** The body, a JSON object; {@code bad-message} if it is anything else. */
  static Map<String, Object> object(RoutingContext ctx) {
    Buffer body = ctx.get(KEY, Buffer.buffer());
    if (body.length() > 0 && !isJson(ctx.request().getHeader("Content-Type"))) {
      throw new NotJsonException();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(body.getBytes());
      return Json.readObject(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException fault) {
      throw Refusal.of(ErrorCode.BAD_MESSAGE, "Not valid UTF-8");
    } catch (BadJsonException fault) {
      throw Refusal.of(ErrorCode.BAD_MESSAGE, fault.getMessage());
    }
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      // A page of any other site may send a body without a type, and need not ask first.
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
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  /** The body says that it is something else than JSON. */
  static final class NotJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJsonException() {
      super("Send application/json in UTF-8", null, false, false);
    }
  }
}

package io.votehub.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Keeps the {@link LogFields} of a request in its Vert.x context, so that a line logged anywhere on
 * its way has them. A service of Vert.x, because what contexts keep is declared before the first
 * one is made.
 */
public final class LogContext implements VertxServiceProvider {
  private static final ContextLocal<LogFields> FIELDS = ContextLocal.registerLocal(LogFields.class);

  @Override
  public void init(VertxBootstrap vertx) {
    // The class being loaded is what counts.
  }

  /** Sets the fields of the current request; to be called on its own context. */
  public static void set(LogFields fields) {
    FIELDS.put(Vertx.currentContext(), fields);
  }

  /** Adds the fields of the request in whose context the line is logged, if there is one. */
  static void addTo(ILoggingEvent line) {
    Context context = Vertx.currentContext();
    LogFields fields = context == null ? null : FIELDS.get(context);
    if (fields != null && line instanceof LoggingEvent event) {
      fields
          .fields()
          .forEach(
              (key, value) -> {
                if (!has(event, key)) {
                  event.addKeyValuePair(new KeyValuePair(key, value));
                }
              });
    }
  }

  private static boolean has(LoggingEvent event, String key) {
    List<KeyValuePair> given = event.getKeyValuePairs();
    return given != null && given.stream().anyMatch(pair -> pair.key.equals(key));
  }
}

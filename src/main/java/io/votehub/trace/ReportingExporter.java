package io.votehub.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Vertx;
import io.votehub.logging.OutageLog;
import java.util.Collection;
import org.slf4j.LoggerFactory;

/** Logs when the collector of traces is away and when it is back, instead of each failure. */
final class ReportingExporter implements SpanExporter {
  private final SpanExporter next;
  private final OutageLog outages;

  ReportingExporter(SpanExporter next, Vertx vertx) {
    this.next = next;
    this.outages =
        new OutageLog(
            vertx,
            LoggerFactory.getLogger(ReportingExporter.class),
            "The collector of traces at tracing.endpoint");
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode sent = next.export(spans);
    sent.whenComplete(
        () -> {
          if (sent.isSuccess()) {
            outages.succeeded();
          } else {
            outages.failed(reason(sent.getFailureThrowable()));
          }
        });
    return sent;
  }

  private static String reason(Throwable fault) {
    return fault == null ? "it refuses the spans" : fault.toString();
  }

  void stopReporting() {
    outages.close();
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }
}

package io.votehub.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Traces by OpenTelemetry: spans go to a collector by OTLP over HTTP, in batches and by a thread of
 * their own. At most {@link #MAX_QUEUED} spans wait; while the collector is away or stalls, later
 * ones are dropped.
 *
 * <p>A trace that begins here is recorded with the probability of the sample ratio; one that a
 * client or proxy began is recorded if that says so.
 */
public final class OtlpTracing implements Tracing {
  /** About 2 MB of spans. */
  private static final int MAX_QUEUED = 4096;

  private static final int MAX_LINKS = 128;
  private static final Duration SEND_EVERY = Duration.ofSeconds(1);
  private static final Duration SEND_WITHIN = Duration.ofSeconds(5);
  private static final long CLOSE_WITHIN_MS = 2000;

  /**
   * What this instance is called in traces.
   *
   * @param instance its name
   */
  public record Self(String instance, String version) {}

  private final Vertx vertx;
  private final Logger libraryLog;
  private final ReportingExporter exporter;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * @param endpoint the address of the collector; without a path it is that of its {@code
   *     /v1/traces}
   * @param sampleRatio 0 to 1
   */
  public OtlpTracing(Vertx vertx, Self self, String endpoint, double sampleRatio) {
    this.vertx = vertx;
    // Its failures are reported once an outage, not once a batch; kept, because it is weakly held.
    libraryLog = Logger.getLogger("io.opentelemetry");
    libraryLog.setLevel(Level.OFF);
    exporter =
        new ReportingExporter(
            OtlpHttpSpanExporter.builder()
                .setEndpoint(withPath(endpoint))
                .setTimeout(SEND_WITHIN)
                .setConnectTimeout(SEND_WITHIN)
                .setRetryPolicy(null)
                .build(),
            vertx);
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.builder()
                    .put("service.name", "votehub")
                    .put("service.version", self.version())
                    .put("service.instance.id", self.instance())
                    .build())
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampleRatio)))
            .setSpanLimits(SpanLimits.builder().setMaxNumberOfLinks(MAX_LINKS).build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setMaxQueueSize(MAX_QUEUED)
                    .setScheduleDelay(SEND_EVERY)
                    .setExporterTimeout(SEND_WITHIN)
                    .build())
            .build();
    tracer = provider.get("io.votehub");
  }

  private static String withPath(String endpoint) {
    int host = endpoint.indexOf("://") + 3;
    int path = endpoint.indexOf('/', host);
    boolean hasPath = path >= 0 && path < endpoint.length() - 1;
    return hasPath ? endpoint : endpoint.replaceAll("/+$", "") + "/v1/traces";
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public TraceSpan begin(Kind kind, String name, String parent) {
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(SpanKind.valueOf(kind.name()));
    Optional<SpanContext> continued = context(parent);
    if (continued.isPresent()) {
      builder.setParent(Context.root().with(Span.wrap(continued.get())));
    } else {
      builder.setNoParent();
    }
    return recorded(builder.startSpan());
  }

  private static Optional<SpanContext> context(String traceparent) {
    return TraceParent.read(traceparent)
        .map(
            from ->
                SpanContext.createFromRemoteParent(
                    from.traceId(),
                    from.spanId(),
                    from.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                    TraceState.getDefault()));
  }

  private TraceSpan recorded(Span span) {
    return span.isRecording() ? new Recorded(span) : TraceSpan.NONE;
  }

  @Override
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    provider.shutdown().whenComplete(closed::tryComplete);
    long timer = vertx.setTimer(CLOSE_WITHIN_MS, late -> closed.tryComplete());
    return closed
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              exporter.stopReporting();
            });
  }

  private final class Recorded implements TraceSpan {
    private final Span span;

    Recorded(Span span) {
      this.span = span;
    }

    @Override
    public boolean isRecorded() {
      return true;
    }

    @Override
    public String traceparent() {
      SpanContext here = span.getSpanContext();
      return "00-" + here.getTraceId() + "-" + here.getSpanId() + "-01";
    }

    @Override
    public TraceSpan child(String name) {
      return recorded(tracer.spanBuilder(name).setParent(Context.root().with(span)).startSpan());
    }

    @Override
    public TraceSpan with(String key, String value) {
      span.setAttribute(key, value);
      return this;
    }

    @Override
    public TraceSpan with(String key, long value) {
      span.setAttribute(key, value);
      return this;
    }

    @Override
    public void link(String traceparent) {
      context(traceparent).ifPresent(span::addLink);
    }

    @Override
    public void failed(String why) {
      span.setStatus(StatusCode.ERROR, why);
    }

    @Override
    public void end() {
      span.end();
    }
  }
}

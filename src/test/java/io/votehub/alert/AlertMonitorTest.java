package io.votehub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mail.MailConfig;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sends notifications to a real HTTP server and a real mail server. */
class AlertMonitorTest {
  private static final long EVERY_MS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ErrorLog errors = new ErrorLog(System::currentTimeMillis, severity -> {});
  private final BlockingQueue<JsonObject> posted = new LinkedBlockingQueue<>();
  private final AtomicInteger status = new AtomicInteger(200);

  @AfterEach
  void end() {
    await(vertx.close());
  }

  private AlertMonitor monitor(Supplier<Notifier> notifier) {
    AlertMonitor monitor =
        new AlertMonitor(
            "one",
            new ReadingsSource(registry, errors, Path.of("."), OptionalDouble::empty),
            List.of(notifier),
            EVERY_MS);
    await(vertx.deployVerticle(monitor));
    return monitor;
  }

  private int receiver() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              int answer = status.get();
                              posted.add(body.toJsonObject());
                              request.response().setStatusCode(answer).end();
                            }));
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      errors.record(new ErrorEvent(Severity.CRITICAL, "X", List.of(), "broken", "broken"));
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void anAlertIsPostedOnceInTheFormOfAlertmanager() throws Exception {
    int port = receiver();
    AlertMonitor monitor =
        monitor(() -> new WebhookNotifier(vertx, "http://127.0.0.1:" + port + "/hook?key=s3cret"));

    fail(6);

    JsonObject first = posted.poll(60, TimeUnit.SECONDS);
    assertThat(first.getString("version")).isEqualTo("4");
    assertThat(first.getString("status")).isEqualTo("firing");
    JsonObject alert = first.getJsonArray("alerts").getJsonObject(0);
    assertThat(alert.getJsonObject("labels").getString("alertname"))
        .isEqualTo("VotehubCriticalErrors");
    assertThat(alert.getJsonObject("labels").getString("instance")).isEqualTo("one");
    assertThat(alert.getJsonObject("annotations").getString("runbook"))
        .isEqualTo("docs/runbooks.md#votehubcriticalerrors");
    assertThat(monitor.toJson()).containsEntry("status", "FIRING");
    assertThat(posted.poll(10 * EVERY_MS, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aFailedNotificationIsRetried() throws Exception {
    int port = receiver();
    status.set(503);
    monitor(() -> new WebhookNotifier(vertx, "http://127.0.0.1:" + port));

    fail(6);
    assertThat(posted.poll(60, TimeUnit.SECONDS)).isNotNull();
    status.set(200);

    assertThat(posted.poll(60, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void anAlertIsMailed() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      MailConfig server =
          new MailConfig().setHostname("127.0.0.1").setPort(mail.getSmtp().getPort());
      monitor(
          () -> new MailNotifier(vertx, server, "hub@example.org", List.of("night@example.org")));

      fail(6);

      assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
      MimeMessage message = mail.getReceivedMessages()[0];
      assertThat(message.getSubject())
          .isEqualTo("Votehub one: [critical] More than 5 critical errors within an hour");
      assertThat(GreenMailUtil.getBody(message))
          .contains("FIRING VotehubCriticalErrors", "Now 6.0, threshold 5.0");
    } finally {
      mail.stop();
    }
  }

  @Test
  void manyFailedRequestsAndVotesRaiseAlerts() {
    Counter failed =
        Counter.builder("votehub.requests").tag("outcome", "failed").register(registry);
    Counter counted = Counter.builder("votehub.votes").tag("outcome", "counted").register(registry);
    ReadingsSource source =
        new ReadingsSource(registry, errors, Path.of("."), OptionalDouble::empty);
    counted.increment(1000);
    source.read();

    counted.increment(80);
    failed.increment(20);

    assertThat(source.read().failed()).hasValue(0.2);
  }

  @Test
  void oneFailedRequestAtLowTrafficRaisesNoAlert() {
    Counter failed =
        Counter.builder("votehub.requests").tag("outcome", "failed").register(registry);
    ReadingsSource source =
        new ReadingsSource(registry, errors, Path.of("."), OptionalDouble::empty);
    source.read();

    failed.increment();

    assertThat(source.read().failed()).hasValue(0);
  }

  @Test
  void theCertificateIsReadFromItsMetricsWhereThereIsOne() {
    ReadingsSource source =
        new ReadingsSource(registry, errors, Path.of("."), OptionalDouble::empty);
    assertThat(source.read().certificateDays()).as("without TLS").isEmpty();
    long inTenDays = System.currentTimeMillis() / 1000 + 10 * 24 * 3600;
    Gauge.builder("votehub.tls.certificate.expiry.timestamp", () -> inTenDays).register(registry);
    Gauge.builder("votehub.tls.certificate.files.usable", () -> 0).register(registry);

    Readings read = source.read();

    assertThat(read.certificateDays().orElseThrow()).isBetween(9.9, 10.0);
    assertThat(read.certificateUnusable()).hasValue(1);
  }
}

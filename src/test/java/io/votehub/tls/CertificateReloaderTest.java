package io.votehub.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class CertificateReloaderTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir Path folder;
  private final TestAuthority authority = new TestAuthority();
  private final AtomicReference<Instant> clock = new AtomicReference<>(now);
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final List<ServerCertificate> served = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(CertificateReloader.class);
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void recordLog() {
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    logger.setLevel(null);
    RunningHub.await(vertx.close());
  }

  @Test
  void aNewCertificateIsServedAndItsExpiryIsAMetric() {
    start(in(60));

    TestAuthority.write(in(90), folder);

    await(() -> served.size() == 1);
    assertThat(served.get(0).expiresAt()).isEqualTo(now.plus(Duration.ofDays(90)));
    await(() -> expiryMetric() == now.plus(Duration.ofDays(90)).getEpochSecond());
    await(() -> count("new certificate of localhost") == 1);
  }

  @Test
  void whileTheFilesStayTheSameNothingIsReplaced() {
    start(in(60));

    RunningHub.await(vertx.timer(100));

    assertThat(served).isEmpty();
  }

  @Test
  void anUnusableCertificateIsLoggedOnceAndTheFormerOneStays() throws IOException {
    start(in(60));

    Files.writeString(folder.resolve("fullchain.pem"), "not a certificate");

    await(() -> usableMetric() == 0);
    RunningHub.await(vertx.timer(100));
    assertThat(lines())
        .filteredOn(line -> line.contains("cannot be used"))
        .singleElement()
        .asString()
        .contains("fullchain.pem contains no certificate in PEM format")
        .contains("The former one stays");
    assertThat(served).isEmpty();
  }

  @Test
  void aCertificateWithoutItsKeyIsUnusableUntilTheKeyArrives() throws IOException {
    start(in(60));
    X509Bundle renewed = in(90);

    Files.writeString(folder.resolve("fullchain.pem"), renewed.getCertificatePathPEM());
    await(() -> usableMetric() == 0);
    await(() -> count("is not that of the first certificate") > 0);
    Files.writeString(folder.resolve("privkey.pem"), renewed.getPrivateKeyPEM());

    await(() -> served.size() == 1);
    await(() -> usableMetric() == 1);
  }

  @Test
  void anExpiredCertificateDoesNotReplaceAValidOne() {
    start(in(60));

    TestAuthority.write(in(-1), folder);

    // One of the files may be read before the other is written.
    await(() -> count("not valid now") > 0);
    assertThat(usableMetric()).isZero();
    assertThat(served).isEmpty();
  }

  @Test
  void theCloseExpiryIsLoggedOnceADayAndTheExpiryAsAnError() {
    start(in(20));
    assertThat(lines()).noneMatch(line -> line.contains("expires in"));

    clock.set(now.plus(Duration.ofDays(10)));
    await(() -> count("expires in 10 days") == 1);
    clock.set(now.plus(Duration.ofDays(11)));
    await(() -> count("expires in 9 days") == 1);
    clock.set(now.plus(Duration.ofDays(21)));
    await(() -> count("has expired") == 1);

    RunningHub.await(vertx.timer(100));
    assertThat(count("has expired")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = CertificateBuilder.Algorithm.class,
      names = {"ecp256", "ecp384", "rsa2048"})
  void theUsualKindsOfKeysAreRead(CertificateBuilder.Algorithm algorithm) throws Exception {
    X509Bundle certificate = authority.issue(now.plus(Duration.ofDays(9)), algorithm);
    CertificateFiles files = TestAuthority.write(certificate, folder);

    ServerCertificate read = ServerCertificate.read(vertx, files);

    assertThat(read.names()).contains("localhost").contains("127.0.0.1");
  }

  @Test
  void anEncryptedKeyIsRefusedInASentence() throws IOException {
    CertificateFiles files = TestAuthority.write(in(9), folder);
    Files.writeString(
        files.key(),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

    assertThatThrownBy(() -> ServerCertificate.read(vertx, files))
        .hasMessageContaining("is encrypted; store it without a password");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    CertificateFiles files = TestAuthority.write(in(9), folder);
    Files.delete(files.key());

    assertThatThrownBy(() -> ServerCertificate.read(vertx, files))
        .hasMessageContaining("privkey.pem cannot be read (NoSuchFile)");
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void aDamagedFileIsNamed(Damage damage) throws IOException {
    CertificateFiles files = TestAuthority.write(in(9), folder);
    Path file = damage == Damage.KEY ? files.key() : files.certificate();
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, 60) + "????" + text.substring(64));

    assertThatThrownBy(() -> ServerCertificate.read(vertx, files))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  private enum Damage {
    CERTIFICATE,
    KEY
  }

  private X509Bundle in(int days) {
    return authority.issue(now.plus(Duration.ofDays(days)));
  }

  private void start(X509Bundle certificate) {
    CertificateFiles files = TestAuthority.write(certificate, folder);
    try {
      CertificateReloader reloader =
          new CertificateReloader(
              files,
              ServerCertificate.read(vertx, files),
              found -> {
                served.add(found);
                return Future.succeededFuture();
              },
              registry,
              clock::get,
              Duration.ofMillis(10));
      RunningHub.await(vertx.deployVerticle(reloader));
    } catch (UnusableCertificateException fault) {
      throw new AssertionError(fault);
    }
  }

  private double expiryMetric() {
    return registry.get("votehub.tls.certificate.expiry.timestamp").gauge().value();
  }

  private double usableMetric() {
    return registry.get("votehub.tls.certificate.files.usable").gauge().value();
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private long count(String part) {
    return lines().stream().filter(line -> line.contains(part)).count();
  }

  private void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time; log: " + lines()).isLessThan(until);
      RunningHub.await(vertx.timer(5));
    }
  }
}

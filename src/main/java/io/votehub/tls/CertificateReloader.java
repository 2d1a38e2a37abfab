package io.votehub.tls;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the server use a new certificate when its files change; open connections stay. Files that
 * cannot be used change nothing: the former certificate stays, and one log line says why, once the
 * files have been the same for two checks in a row, since the two are not replaced at one moment.
 * The same holds for a certificate that is not valid now while the former one still is.
 *
 * <p>Reads the files' content and not their times, so symbolic links and mounted secrets work.
 * Warns once a day from 14 days before the expiry.
 */
public final class CertificateReloader extends VerticleBase {
  static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
  private static final Duration WARN_BEFORE = Duration.ofDays(14);
  private static final Duration WARN_EVERY = Duration.ofDays(1);
  private static final Logger LOG = LoggerFactory.getLogger(CertificateReloader.class);

  private final CertificateFiles files;
  private final Function<ServerCertificate, Future<?>> server;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Duration interval;
  private final ExpiryWarning expiry = new ExpiryWarning();
  private volatile ServerCertificate current;
  private volatile boolean usable = true;
  private String lastFault = "";
  private boolean logged;
  private boolean checking;
  private long timer = -1;

  /**
   * @param current the certificate that the server uses at first
   * @param server has the server use another certificate for new connections
   */
  public CertificateReloader(
      CertificateFiles files,
      ServerCertificate current,
      Function<ServerCertificate, Future<?>> server,
      MeterRegistry registry) {
    this(files, current, server, registry, InstantSource.system(), CHECK_INTERVAL);
  }

  CertificateReloader(
      CertificateFiles files,
      ServerCertificate current,
      Function<ServerCertificate, Future<?>> server,
      MeterRegistry registry,
      InstantSource clock,
      Duration interval) {
    this.files = files;
    this.current = current;
    this.server = server;
    this.registry = registry;
    this.clock = clock;
    this.interval = interval;
  }

  /** The outcome of a look at the files: a certificate, or why there is none. */
  private record Look(ServerCertificate certificate, String fault) {}

  @Override
  public Future<?> start() {
    CertificateMeters.bindTo(registry, () -> current.expiresAt().getEpochSecond(), () -> usable);
    LOG.info("TLS with the certificate of {}", current);
    expiry.check(current, clock.instant());
    timer = vertx.setPeriodic(interval.toMillis(), tick -> check());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }

  /** One check at a time: a stalled disk must not gather them. */
  private void check() {
    if (checking) {
      return;
    }
    checking = true;
    vertx
        .executeBlocking(this::look)
        .compose(this::use)
        .onFailure(fault -> LOG.error("The certificate cannot be replaced", fault))
        .onComplete(
            done -> {
              checking = false;
              expiry.check(current, clock.instant());
            });
  }

  private Look look() {
    try {
      CertificateFiles.Content content = files.read();
      return current.isFrom(content)
          ? new Look(current, "")
          : new Look(ServerCertificate.parse(vertx, files, content), "");
    } catch (UnusableCertificateException fault) {
      return new Look(null, fault.getMessage());
    }
  }

  private Future<?> use(Look look) {
    ServerCertificate found = look.certificate();
    if (found == null) {
      keepFormer(look.fault());
      return Future.succeededFuture();
    }
    Instant now = clock.instant();
    if (found != current && current.isValidAt(now) && !found.isValidAt(now)) {
      keepFormer("the certificate is that of " + found + ", but not valid now");
      return Future.succeededFuture();
    }
    usable = true;
    logged = false;
    lastFault = "";
    if (found == current) {
      return Future.succeededFuture();
    }
    return server.apply(found).onSuccess(taken -> replace(found));
  }

  private void replace(ServerCertificate found) {
    current = found;
    expiry.reset();
    LOG.info("New connections get the new certificate of {}", found);
  }

  private void keepFormer(String fault) {
    if (!fault.equals(lastFault)) {
      lastFault = fault;
      logged = false;
      return;
    }
    usable = false;
    if (!logged) {
      logged = true;
      LOG.warn(
          "The new certificate cannot be used: {}. The former one stays, that of {}",
          fault,
          current);
    }
  }

  /** Says once a day that a certificate expires, or has expired. */
  private static final class ExpiryWarning {
    private Instant saidAt = Instant.MIN;

    private void reset() {
      saidAt = Instant.MIN;
    }

    private void check(ServerCertificate certificate, Instant now) {
      if (certificate.expiresAt().minus(WARN_BEFORE).isAfter(now)
          || saidAt.isAfter(now.minus(WARN_EVERY))) {
        return;
      }
      saidAt = now;
      if (certificate.expiresAt().isAfter(now)) {
        LOG.warn(
            "The certificate of {} expires in {} days. Replace the files; the hub reads them by"
                + " itself",
            certificate,
            Duration.between(now, certificate.expiresAt()).toDays());
      } else {
        LOG.error(
            "The certificate of {} has expired, and browsers refuse it. Replace the files; the hub"
                + " reads them by itself",
            certificate);
      }
    }
  }
}

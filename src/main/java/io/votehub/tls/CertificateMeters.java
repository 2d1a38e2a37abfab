package io.votehub.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Metrics of the hub's certificate. */
final class CertificateMeters {
  private CertificateMeters() {}

  /**
   * @param expiresAt in seconds since the epoch
   * @param usable whether the files, as they are now, could be served
   */
  static void bindTo(MeterRegistry registry, LongSupplier expiresAt, BooleanSupplier usable) {
    Gauge.builder("votehub.tls.certificate.expiry.timestamp", expiresAt::getAsLong)
        .description("When the certificate that is served expires, in Unix time")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
    Gauge.builder("votehub.tls.certificate.files.usable", () -> usable.getAsBoolean() ? 1 : 0)
        .description("1 if the files of the certificate can be used as they are now, else 0")
        .strongReference(true)
        .register(registry);
  }
}

package io.votehub.image;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures the conversion of pictures. Thread-safe. */
final class ImageMeters {
  private final Timer converting;
  private final Counter refused;

  ImageMeters(MeterRegistry registry, Supplier<Number> waiting, Supplier<Number> cached) {
    converting =
        Timer.builder("votehub.images.converting")
            .description("Time that pictures took to be converted")
            .register(registry);
    refused =
        Counter.builder("votehub.images.refused")
            .description("Pictures that were refused, whatever the reason")
            .register(registry);
    Gauge.builder("votehub.images.waiting", waiting)
        .description("Pictures that are being converted or wait for it")
        .register(registry);
    Gauge.builder("votehub.images.cached", cached)
        .baseUnit("bytes")
        .description("Pictures in memory")
        .register(registry);
  }

  void converted(long nanos) {
    converting.record(nanos, TimeUnit.NANOSECONDS);
  }

  void refused() {
    refused.increment();
  }
}

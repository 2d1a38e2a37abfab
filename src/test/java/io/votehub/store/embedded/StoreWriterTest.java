package io.votehub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.votehub.store.StoreMeter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWriterTest {
  @TempDir private Path folder;

  private static WriteRequest<Integer, Integer> call(Promise<Integer> promise, int value) {
    return new WriteRequest<>(
        file -> {
          file.touch();
          return value;
        },
        (file, result) -> result,
        1,
        promise);
  }

  @Test
  void aReplyThatNobodyCanTakeAnyMoreIsNoFaultOfTheStore() throws Exception {
    Vertx gone = Vertx.vertx();
    Promise<Integer> late = ((VertxInternal) gone).getOrCreateContext().promise();
    CountDownLatch told = new CountDownLatch(1);
    late.future().onComplete(done -> told.countDown());
    gone.close().await(60, TimeUnit.SECONDS);
    StoreFile file = StoreFile.open(folder);
    StoreWriter writer = new StoreWriter(file, () -> StoreFile.open(folder), StoreMeter.NONE);
    Promise<Integer> present = Promise.promise();

    writer.submit(call(late, 1));
    writer.submit(call(present, 2));

    assertThat(present.future().await(60, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(writer.failing()).isEmpty();
    assertThat(told.getCount()).isOne();
    writer.close(List.of()).await(60, TimeUnit.SECONDS);
  }
}

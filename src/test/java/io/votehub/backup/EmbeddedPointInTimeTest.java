package io.votehub.backup;

import static io.votehub.store.StoreContract.await;

import io.votehub.store.Store;
import io.votehub.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;

class EmbeddedPointInTimeTest extends PointInTimeContract {
  @Override
  Store open() throws IOException {
    return await(
        EmbeddedStore.open(
            vertx, Files.createTempDirectory(folder, "data"), (entries, nanos) -> {}));
  }

  @AfterAll
  void stop() {
    await(vertx.close());
  }
}

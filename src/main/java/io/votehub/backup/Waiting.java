package io.votehub.backup;

import io.vertx.core.Future;
import io.votehub.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Waits for futures on a thread that is none of Vert.x. */
final class Waiting {
  private Waiting() {}

  /**
   * Waits for what a store does.
   *
   * @throws BackupException with the store's own sentence if it fails
   */
  static <T> T forStore(Future<T> future) throws BackupException {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException fault) {
      throw explained(fault.getCause());
    }
  }

  /** Waits until it is over, however it ends. */
  static void forEnd(Future<?> future) {
    future.otherwiseEmpty().toCompletionStage().toCompletableFuture().join();
  }

  static BackupException explained(Throwable fault) {
    return fault instanceof StoreException
        ? new BackupException(fault.getMessage(), fault)
        : new BackupException("The store cannot be used: " + reason(fault), fault);
  }

  static String reason(Throwable fault) {
    return Optional.ofNullable(fault.getMessage()).orElseGet(fault::toString);
  }
}

package io.votehub.backup;

import io.vertx.core.Future;
import io.votehub.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Waits for futures on threads that do not belong to Vert.x. */
final class Waiting {
  private Waiting() {}

  /**
   * Waits for a call of a store.
   *
   * @throws BackupException with the store's own message if it fails
   */
  static <T> T forStore(Future<T> future) throws BackupException {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException fault) {
      throw explained(fault.getCause());
    }
  }

  /** Waits until it completes or fails. */
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

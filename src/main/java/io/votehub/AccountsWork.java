package io.votehub;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.accounts.Accounts;
import io.votehub.audit.HeadWitness;
import io.votehub.config.Config;
import io.votehub.identity.HubKey;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** What commands do with accounts beside the hub; without MongoDB the hub must be stopped. */
final class AccountsWork {
  private AccountsWork() {}

  /**
   * Opens the accounts that the settings name, uses them, and closes them.
   *
   * @throws StoreWork.Failed with what to do, if that is not possible now
   */
  static <T> T run(Config settings, Vertx vertx, Function<Accounts, Future<T>> use)
      throws IOException {
    if (settings.accounts().isEmpty()) {
      throw new StoreWork.Failed("accounts.enabled is false; set it to true first", null);
    }
    Future<T> done =
        settings.mongoUri().isPresent()
            ? inCluster(settings, vertx, use)
            : inFolder(settings, vertx, use);
    try {
      return done.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException fault) {
      if (fault.getCause() instanceof StoreException || fault.getCause() instanceof Refusal) {
        throw new StoreWork.Failed(fault.getCause().getMessage(), fault.getCause());
      }
      throw fault;
    }
  }

  private static <T> Future<T> inFolder(
      Config settings, Vertx vertx, Function<Accounts, Future<T>> use) throws IOException {
    HubKey key =
        settings.authSecret().isPresent()
            ? HubKey.of(settings.authSecret().get().reveal())
            : HubKey.inFolder(settings.dataDir());
    return EmbeddedPeople.open(vertx, settings.dataDir(), InstantSource.system())
        .compose(people -> with(settings, vertx, key, people, use));
  }

  private static <T> Future<T> inCluster(
      Config settings, Vertx vertx, Function<Accounts, Future<T>> use) {
    return MongoStore.open(vertx, settings.mongoUri().orElseThrow().reveal(), StoreMeter.NONE)
        .compose(
            store ->
                key(settings, store)
                    .compose(
                        key ->
                            MongoPeople.open(store.calls(), InstantSource.system())
                                .compose(people -> with(settings, vertx, key, people, use)))
                    .eventually(store::close));
  }

  private static Future<HubKey> key(Config settings, MongoStore store) {
    return settings
        .authSecret()
        .map(secret -> Future.succeededFuture(HubKey.of(secret.reveal())))
        .orElseGet(() -> store.keep("auth-secret", HubKey.fresh()).map(HubKey::of));
  }

  private static <T> Future<T> with(
      Config settings, Vertx vertx, HubKey key, People people, Function<Accounts, Future<T>> use) {
    return AccountsStart.open(
            vertx,
            settings,
            key,
            () -> Future.succeededFuture(people),
            HeadWitness.NONE,
            new SimpleMeterRegistry())
        .compose(
            accounts ->
                Future.succeededFuture()
                    .compose(open -> use.apply(accounts))
                    .eventually(accounts::close));
  }
}

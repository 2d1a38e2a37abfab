package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The store's check writes like a vote. The substitute returns the answers of a real MongoDB in
 * these states.
 */
@Tag("slow")
@Timeout(180)
class MongoReadinessTest {
  private final Vertx vertx = Vertx.vertx();
  private MongoStandIn server;

  @BeforeEach
  void start() throws Exception {
    server = MongoStandIn.start();
  }

  @AfterEach
  void end() {
    StoreContract.await(vertx.close());
    server.close();
  }

  private MongoStore open() {
    return StoreContract.await(MongoStore.open(vertx, server.uri("test"), StoreMeter.NONE));
  }

  private static Document error(int code, String name) {
    return new Document("ok", 0)
        .append("code", code)
        .append("codeName", name)
        .append("errmsg", name);
  }

  private static Document noMajority() {
    return new Document("ok", 1)
        .append("n", 1)
        .append("nModified", 1)
        .append(
            "writeConcernError",
            new Document("code", 64).append("errmsg", "waiting for replication timed out"));
  }

  private static Future<Void> stale(MongoStore store, Vertx vertx) {
    return vertx.timer(MongoTimeouts.HEALTHY_FOR_MS).compose(waited -> store.check());
  }

  @ParameterizedTest
  @CsvSource({
    "13, Unauthorized, the user may not do that",
    "10107, NotWritablePrimary, MongoNotPrimaryException",
    "0, none, no majority of the replica set acknowledges writes",
  })
  void theCheckFailsWheneverWritingABallotWouldFail(int code, String name, String why) {
    MongoStore store = open();
    StoreContract.await(store.check());

    server.answer("update", code == 0 ? noMajority() : error(code, name));

    assertThatThrownBy(() -> StoreContract.await(stale(store, vertx)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("MongoDB cannot be written: " + why);
    assertThat(StoreContract.await(store.poll("none"))).isEmpty();

    server.answer("update", null);
    StoreContract.await(store.check());
    StoreContract.await(store.close());
  }

  @Test
  void theStartFailsAndNamesMissingRights() {
    server.answer(
        "connectionStatus",
        user(
            privilege("test", "", "find", "update", "createIndex", "remove"),
            privilege("test", "rooms", "insert"),
            privilege("other", "", "insert")));

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("insert in polls, insert in ballots")
        .hasMessageContaining("readWrite")
        .hasMessageNotContaining("rooms");
  }

  @Test
  void theReadWriteRoleIsSufficient() {
    server.answer(
        "connectionStatus",
        user(privilege("test", "", "find", "insert", "update", "createIndex", "remove")));

    StoreContract.await(open().close());
  }

  private static Document user(Document... privileges) {
    Document auth =
        new Document("authenticatedUsers", List.of(new Document("user", "hub").append("db", "a")))
            .append("authenticatedUserPrivileges", List.of(privileges));
    return new Document("ok", 1).append("authInfo", auth);
  }

  private static Document privilege(String database, String collection, String... actions) {
    return new Document("resource", new Document("db", database).append("collection", collection))
        .append("actions", List.of(actions));
  }
}

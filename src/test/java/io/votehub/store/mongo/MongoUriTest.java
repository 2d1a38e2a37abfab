package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.votehub.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoUriTest {
  private static JsonObject config(String uri) throws StoreException {
    return MongoUri.parse(uri).config();
  }

  @Test
  void defaultsAreAJournaledMajorityAndShortTimeouts() throws StoreException {
    JsonObject config = config("mongodb://db1,db2:27018/?replicaSet=rs0");

    assertThat(config.getString("db_name")).isEqualTo("votehub");
    assertThat(config.getValue("w")).isEqualTo("majority");
    assertThat(config.getBoolean("journal")).isTrue();
    assertThat(config.getInteger("wtimeoutMS")).isEqualTo((int) MongoTimeouts.WRITE_CONCERN_MS);
    assertThat(config.getLong("serverSelectionTimeoutMS"))
        .isEqualTo(MongoTimeouts.SERVER_SELECTION_MS);
    assertThat(config.getLong("connectTimeoutMS")).isEqualTo(MongoTimeouts.CONNECT_MS);
    assertThat(config.getLong("socketTimeoutMS")).isEqualTo(MongoTimeouts.SOCKET_READ_MS);
    assertThat(config.getLong("maxPoolSize")).isEqualTo(MongoTimeouts.MAX_CONNECTIONS);
  }

  @Test
  void optionsOfTheUriAreKept() throws StoreException {
    JsonObject config =
        config(
            "mongodb://db/polls?w=2&wtimeoutMS=77&journal=false&maxPoolSize=3"
                + "&serverSelectionTimeoutMS=9&readPreference=primary&readConcernLevel=local");

    assertThat(config.getString("db_name")).isEqualTo("polls");
    assertThat(config.getValue("w")).isEqualTo(2);
    assertThat(config.getInteger("wtimeoutMS")).isEqualTo(77);
    assertThat(config.getBoolean("journal")).isFalse();
    assertThat(config.fieldNames()).doesNotContain("maxPoolSize", "serverSelectionTimeoutMS");
  }

  @Test
  void onlyHostsAndDatabaseAreShown() throws StoreException {
    MongoUri uri = MongoUri.parse("mongodb://admin:geheim@db1:27018,db2/polls?authSource=admin");

    assertThat(uri.hosts()).isEqualTo("db1:27018,db2");
    assertThat(uri).hasToString("db1:27018,db2/polls");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.example",
        "http://admin:geheim@db",
        "mongodb://admin:ge@heim@db",
        "mongodb://admin:ge/heim@db/polls",
        "mongodb://admin:geheim@db:port/polls",
        "mongodb://",
      })
  void aMalformedMongoUriIsRefusedWithoutRepeatingIt(String uri) {
    assertThatThrownBy(() -> MongoUri.parse(uri))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("mongo.uri is not a connection string")
        .satisfies(fault -> assertThat(trace(fault)).doesNotContain("heim", "admin:"));
  }

  private static String trace(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void optionsThatCouldLoseVotesAreRefused() {
    refused(() -> MongoUri.parse("mongodb://db/?readPreference=nearest"), "readPreference");
    refused(() -> MongoUri.parse("mongodb://db/?readConcernLevel=majority"), "readConcernLevel");
    refused(() -> MongoUri.parse("mongodb://db/?w=0"), "w=0");
  }

  private static void refused(ThrowableAssert.ThrowingCallable parsing, String what) {
    assertThatThrownBy(parsing)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("must not set " + what);
  }
}

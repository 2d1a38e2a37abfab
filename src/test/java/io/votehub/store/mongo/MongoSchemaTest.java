package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.store.StoreException;
import org.junit.jupiter.api.Test;

class MongoSchemaTest {
  private static final JsonObject MEMBER =
      new JsonObject().put("setName", "rs7").put("hosts", new JsonArray().add("a:1").add("b:1"));

  @Test
  void aUriOfASingleReplicaSetMemberIsRefusedUnlessItNamesTheSet() throws StoreException {
    for (String alone : new String[] {"mongodb://a", "mongodb://a/?directConnection=true"}) {
      MongoUri uri = MongoUri.parse(alone);
      assertThatThrownBy(() -> MongoSchema.judge(uri, MEMBER))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Add replicaSet=rs7");
    }

    MongoSchema.judge(MongoUri.parse("mongodb://a/?replicaSet=rs7"), MEMBER);
    MongoSchema.judge(MongoUri.parse("mongodb://a,b"), MEMBER);
  }

  @Test
  void aStandaloneServerOrSetOfOneNeedsNoReplicaSetName() throws StoreException {
    MongoUri uri = MongoUri.parse("mongodb://a");

    MongoSchema.judge(uri, MEMBER.copy().put("hosts", new JsonArray().add("a:1")));
    MongoSchema.judge(uri, new JsonObject());
    assertThat(uri.followsPrimary()).isFalse();
  }
}

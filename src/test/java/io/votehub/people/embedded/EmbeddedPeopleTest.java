package io.votehub.people.embedded;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.votehub.people.Account;
import io.votehub.people.People;
import io.votehub.people.PeopleContract;
import io.votehub.people.RollMember;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPeopleTest extends PeopleContract {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private EmbeddedPeople people;

  @BeforeEach
  void open() {
    people = await(EmbeddedPeople.open(vertx, folder, () -> Instant.ofEpochMilli(now.get())));
  }

  @AfterEach
  void close() {
    await(people.close());
    await(vertx.close());
  }

  @Override
  protected People people() {
    return people;
  }

  @Override
  protected People other() {
    return people;
  }

  @Test
  void everythingIsThereAfterARestart() {
    await(people.add(Account.of("a", 7, "mail:1"), "wrapped"));
    await(people.useOnce("n", now.get() + 10));
    await(people.close());

    open();

    assertThat(await(people.byKey("mail:1"))).contains(Account.of("a", 7, "mail:1"));
    assertThat(await(people.wrappedKey("a"))).contains("wrapped");
    assertThat(await(people.useOnce("n", now.get() + 10))).isFalse();
  }

  @Test
  void encryptionKeysAreInAFileOfTheirOwn() throws IOException {
    await(people.add(Account.of("a", 7, "mail:1"), "theWrappedKey"));
    await(people.close());

    assertThat(text("people.db")).contains("mail:1").doesNotContain("theWrappedKey");
    assertThat(text("people-keys.db")).contains("theWrappedKey").doesNotContain("mail:1");
  }

  @Test
  void whatIsErasedLeavesTheFiles() throws IOException {
    for (int i = 0; i < 50; i++) {
      await(people.add(Account.of("other" + i, 7, "mail:" + i), "keyOfOther" + i));
    }
    Account account = Account.of("a", 7, "mail:m4GyUoB8dLfJ").withSealed("mail", "Qx7vK2pZrT9w");
    await(people.add(account, "a5RtPiDj3VbY"));
    await(people.addMembers(List.of(new RollMember("r", "m", "Zk1cXhN6sWqE", 1, Map.of()))));
    assertThat(text("people.db")).contains("Qx7vK2pZrT9w", "m4GyUoB8dLfJ", "Zk1cXhN6sWqE");
    assertThat(text("people-keys.db")).contains("a5RtPiDj3VbY");

    await(people.erase("a"));
    await(people.removeRoll("r"));

    awaitNoneOf("people.db", "Qx7vK2pZrT9w", "m4GyUoB8dLfJ", "Zk1cXhN6sWqE");
    awaitNoneOf("people-keys.db", "a5RtPiDj3VbY");
    assertThat(await(people.wrappedKey("other49"))).contains("keyOfOther49");
    assertThat(await(people.account("other7"))).isPresent();
  }

  private void awaitNoneOf(String file, String... words) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (isAnyIn(file, words) && System.nanoTime() < until) {
      await(vertx.timer(50));
    }
    for (String word : words) {
      assertThat(text(file).contains(word)).as(word + " in " + file).isFalse();
    }
  }

  private boolean isAnyIn(String file, String... words) throws IOException {
    String text = text(file);
    return Arrays.stream(words).anyMatch(text::contains);
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
  }

  @Test
  void twoHubsCannotHaveTheFilesOpen() {
    assertThatThrownBy(() -> await(EmbeddedPeople.open(vertx, folder, () -> Instant.EPOCH)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("A hub is running on this data folder");
  }

  @Test
  void aClosedStoreRefuses() {
    await(people.close());

    assertThatThrownBy(() -> await(people.account("a"))).isInstanceOf(Refusal.class);
  }
}

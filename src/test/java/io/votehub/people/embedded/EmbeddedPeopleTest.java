package io.votehub.people.embedded;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.votehub.people.Account;
import io.votehub.people.People;
import io.votehub.people.PeopleContract;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

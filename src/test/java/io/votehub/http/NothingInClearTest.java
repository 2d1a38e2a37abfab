package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.votehub.accounts.AccountSettings.RequiredSecondFactor;
import io.votehub.accounts.TotpCodes;
import io.votehub.http.AccountKit.Browser;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStandIn;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole story of an account, after which no mail, name, code or secret is found in clear. */
class NothingInClearTest {
  private static final String MAIL = "zerlina.quux@mozart.example";
  private static final String NEW_MAIL = "masetto.quux@mozart.example";
  private static final String GUEST = "ottavio.quux@mozart.example";
  private static final String NAME = "Zerlina Quuxdottir";
  private static final String OTHER = "copper lantern drifts north";
  private static final String WRONG = "a wrong password of somebody";

  @TempDir Path folder;
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private final Logger own = (Logger) LoggerFactory.getLogger("io.votehub");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<String> secrets = new ArrayList<>(List.of(MAIL, NEW_MAIL, GUEST, NAME));
  private Level before;

  @BeforeEach
  void listen() {
    before = own.getLevel();
    own.setLevel(Level.DEBUG);
    lines.start();
    root.addAppender(lines);
    secrets.addAll(List.of("zerlina.quux", "Quuxdottir", AccountKit.PASSWORD, OTHER, WRONG));
  }

  @AfterEach
  void stop() {
    root.detachAppender(lines);
    own.setLevel(before);
  }

  /** Registers, turns a second factor on, changes everything once, and leaves. */
  private void live(AccountKit kit) {
    Browser browser = kit.browser();
    browser.post("/account", Map.of("mail", MAIL, "password", AccountKit.PASSWORD, "name", NAME));
    browser.post("/account/confirm", Map.of("token", secretInMail(kit, MAIL)));
    assertThat(browser.signIn(MAIL, WRONG).status()).isEqualTo(401);
    assertThat(browser.signIn(MAIL, AccountKit.PASSWORD).status()).isEqualTo(201);
    String totp = (String) browser.post("/account/totp", Map.of()).at("secret");
    secrets.add(totp);
    List<?> codes =
        (List<?>)
            browser
                .put("/account/totp", Map.of("code", TotpCodes.at(totp, kit.now.get())))
                .at("recoveryCodes");
    assertThat(kit.nextMail(MAIL)).contains("authenticator app");
    codes.forEach(code -> secrets.add((String) code));
    Browser elsewhere = kit.browser();
    elsewhere.signIn(MAIL, AccountKit.PASSWORD);
    assertThat(elsewhere.post("/session/second", Map.of("code", codes.get(0))).status())
        .isEqualTo(201);
    secrets.addAll(elsewhere.cookies().values());
    Map<String, Object> room = browser.post("/rooms", Map.of("title", "A room")).json();
    secrets.add((String) room.get("token"));
    browser.put("/account/password", Map.of("password", OTHER));
    assertThat(kit.nextMail(MAIL)).contains("was changed");
    kit.browser().post("/account/reset", Map.of("mail", MAIL));
    secretInMail(kit, MAIL);
    browser.post("/account/mail", Map.of("mail", NEW_MAIL));
    browser.put("/account/mail", Map.of("token", secretInMail(kit, NEW_MAIL)));
    secretInMail(kit, MAIL);
    String id = (String) browser.get("/account").at("id");
    HttpKit.await(kit.people.update(id, each -> each.withOperator(true)));
    browser.post("/account/invitations", Map.of("mail", GUEST));
    secretInMail(kit, GUEST);
    assertThat(browser.get("/account/export").status()).isEqualTo(200);
    HttpKit.await(kit.people.update(id, each -> each.withOperator(false)));
    assertThat(
            browser
                .kept(browser.ask("DELETE", "/account").send(Map.of("rooms", "delete")))
                .status())
        .isEqualTo(202);
    secrets.addAll(browser.cookies().values());
    assertThat(kit.nextMail(NEW_MAIL)).contains("will be deleted");
  }

  private String secretInMail(AccountKit kit, String to) {
    String secret = kit.secretInMail(to);
    secrets.add(secret);
    return secret;
  }

  private void assertNone(String where, String text) {
    for (String secret : secrets) {
      assertThat(text.contains(secret)).as(secret + " in " + where).isFalse();
    }
  }

  private String logged() {
    StringBuilder text = new StringBuilder();
    for (ILoggingEvent each : List.copyOf(lines.list)) {
      text.append(each.getFormattedMessage()).append(' ').append(each.getKeyValuePairs());
      text.append(each.getThrowableProxy() == null ? "" : each.getThrowableProxy().getMessage());
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void inTheFilesOfAFolderAndInTheLog() throws IOException {
    try (AccountKit kit = new AccountKit(folder, true, HttpSettings.DEFAULT)) {
      live(kit);
    }

    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(2);
      for (Path file : all) {
        assertNone(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertNone("the log", logged());
  }

  @Test
  void inTheDocumentsOfMongoDbAndInTheLog() throws IOException {
    try (MongoStandIn server = MongoStandIn.start()) {
      Vertx vertx = Vertx.vertx();
      MongoStore store =
          HttpKit.await(MongoStore.open(vertx, server.uri("clear"), StoreMeter.NONE));
      AccountKit kit =
          new AccountKit(
              true,
              HttpSettings.DEFAULT,
              RequiredSecondFactor.OPTIONAL,
              (own, clock) -> MongoPeople.open(store.calls(), clock));
      try {
        live(kit);
      } finally {
        kit.close();
      }

      StringBuilder text = new StringBuilder();
      for (String name : HttpKit.await(store.calls().ask(client -> client.getCollections()))) {
        HttpKit.await(store.calls().ask(client -> client.find(name, new JsonObject())))
            .forEach(document -> text.append(document.encode()).append('\n'));
      }
      assertThat(text).contains("mail:", "sealed");
      assertNone("MongoDB", text.toString());
      assertNone("the log", logged());
      HttpKit.await(store.close());
      HttpKit.await(vertx.close());
    }
  }
}

package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.AccountSettings.RequiredSecondFactor;
import io.votehub.accounts.TotpCodes;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that asks for a second factor gives nothing to accounts without one. */
class RequiredSecondFactorTest {
  @TempDir Path folder;

  @Test
  void anAccountWithoutASecondFactorCanOnlySetOneUp() {
    try (AccountKit kit = kit(RequiredSecondFactor.ALL)) {
      Browser owner = kit.owner("owner@example.org");
      Made room = kit.hub.room();
      Got shown = owner.get("/account");
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.at("secondFactorMissing")).isEqualTo(true);

      assertRefused(owner.post("/rooms", Map.of("title", "A")));
      assertRefused(claim(owner, room));
      assertRefused(owner.put("/account/password", Map.of("password", AccountKit.PASSWORD)));

      setUp(kit, owner);

      assertThat(owner.get("/account").at("secondFactorMissing")).isEqualTo(false);
      assertThat(owner.post("/rooms", Map.of("title", "A")).status()).isEqualTo(201);
      assertThat(claim(owner, room).status()).isEqualTo(204);
    }
  }

  @Test
  void whoTurnsItOffLosesTheRoomsUntilItIsOnAgain() {
    try (AccountKit kit = kit(RequiredSecondFactor.ALL)) {
      Browser owner = kit.owner("owner@example.org");
      setUp(kit, owner);
      owner.post("/rooms", Map.of("title", "A"));
      assertThat((List<?>) owner.get("/account").at("rooms")).hasSize(1);

      assertThat(owner.delete("/account/totp").status()).isEqualTo(204);
      assertThat((List<?>) owner.get("/account").at("rooms")).isEmpty();

      setUp(kit, owner);
      assertThat((List<?>) owner.get("/account").at("rooms")).hasSize(1);
    }
  }

  @Test
  void operatorsAloneCanBeAskedForOne() {
    try (AccountKit kit = kit(RequiredSecondFactor.OPERATORS)) {
      Browser operator = kit.operator("operator@example.org");
      assertRefused(operator.get("/admin/accounts"));
      assertThat(kit.owner("owner@example.org").post("/rooms", Map.of("title", "A")).status())
          .isEqualTo(201);

      setUp(kit, operator);
      assertThat(operator.get("/admin/accounts").status()).isEqualTo(200);
    }
  }

  private AccountKit kit(RequiredSecondFactor rule) {
    return new AccountKit(folder, false, HttpSettings.DEFAULT, rule);
  }

  private static Got claim(Browser owner, Made room) {
    return owner.ask("POST", "/rooms/" + room.code() + "/claim").as(room.token()).send(Map.of());
  }

  /** Moves the clock on, because a step of the authenticator works once. */
  private static void setUp(AccountKit kit, Browser owner) {
    String secret = (String) owner.post("/account/totp", Map.of()).at("secret");
    Got on =
        owner.put("/account/totp", Map.of("code", TotpCodes.at(secret, kit.now.addAndGet(60_000))));
    assertThat(on.status()).isEqualTo(200);
  }

  private static void assertRefused(Got refused) {
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.at("code")).isEqualTo("forbidden");
    assertThat(refused.at("detail").toString()).contains("second factor");
  }
}

package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.LimitChanges;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import io.votehub.people.Account;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators see and change the limits while the hub runs. */
class LimitCallsTest {
  private static final String PATH = "/admin/limits";

  @TempDir Path folder;

  private static Object rule(Got got, String kind) {
    return ((List<?>) got.at("limits"))
        .stream()
            .map(each -> (Map<?, ?>) each)
            .filter(each -> kind.equals(each.get("class")))
            .map(each -> each.get("rule") + " " + each.get("changed"))
            .findAny()
            .orElseThrow();
  }

  private static Browser operator(AccountKit kit) {
    Browser browser = kit.owner("olga@example.org");
    Account account =
        HttpKit.await(kit.people.account((String) browser.get("/account").at("id"))).orElseThrow();
    HttpKit.await(kit.people.update(account.id(), each -> each.withOperator(true)));
    return browser;
  }

  @Test
  void anOperatorChangesALimitOnEveryInstanceAndGoesBackToTheSettings() {
    try (AccountKit kit = new AccountKit(folder, false, HttpSettings.DEFAULT)) {
      Browser operator = operator(kit);
      assertThat(rule(operator.get(PATH), "rooms"))
          .isEqualTo("person 10 in 1h; address 480 in 1h false");
      // Another instance of the same store.
      AtomicReference<Map<String, String>> elsewhere = new AtomicReference<>(Map.of());
      LimitChanges other = new LimitChanges(kit.hub.vertx, kit.people, InstantSource.system());
      other.follow(elsewhere::set);

      Got changed =
          operator.put(PATH, Map.of("class", "rooms", "rule", "person 3 in 30m, address 9 in 1h"));

      assertThat(changed.status()).isEqualTo(200);
      assertThat(rule(changed, "rooms")).isEqualTo("person 3 in 30m; address 9 in 1h true");
      awaitChanges(elsewhere, Map.of("rooms", "person 3 in 30m; address 9 in 1h"));
      assertThat(operator.put(PATH, Map.of("challenge", "on")).json())
          .containsEntry("challenge", "on")
          .containsEntry("challengeChanged", true);
      Got back = operator.ask("PUT", PATH).send("{\"class\":\"rooms\",\"rule\":null}");
      assertThat(rule(back, "rooms")).isEqualTo("person 10 in 1h; address 480 in 1h false");
      awaitChanges(elsewhere, Map.of("challenge", "on"));
      other.close();
    }
  }

  private static void awaitChanges(
      AtomicReference<Map<String, String>> known, Map<String, String> wanted) {
    long begin = System.nanoTime();
    while (!wanted.equals(known.get())) {
      assertThat(System.nanoTime() - begin).as("nanoseconds").isLessThan(60_000_000_000L);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void onlyOperatorsWhoProvedAFactorLatelyMay() {
    try (AccountKit kit = new AccountKit(folder, false, HttpSettings.DEFAULT)) {
      Map<String, ?> change = Map.of("class", "rooms", "rule", "person 3 in 30m");
      assertThat(kit.browser().get(PATH).status()).isEqualTo(401);
      assertThat(kit.owner("ann@example.org").get(PATH).status()).isEqualTo(403);
      assertThat(kit.owner("bob@example.org").put(PATH, change).status()).isEqualTo(403);
      Browser operator = operator(kit);
      kit.now.addAndGet(11 * 60_000);

      assertThat(operator.put(PATH, change).at("code")).isEqualTo("step-up");
      assertThat(operator.get(PATH).status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotValidIsRefused() {
    try (AccountKit kit = new AccountKit(folder, false, HttpSettings.DEFAULT)) {
      Browser operator = operator(kit);

      assertThat(operator.put(PATH, Map.of("class", "cats", "rule", "person 1 in 1h")).pointers())
          .containsExactly("/class");
      for (String rule : List.of("", "person 0 in 1h", "person 5 in 1y", "person 1 in 2d")) {
        assertThat(operator.put(PATH, Map.of("class", "rooms", "rule", rule)).pointers())
            .as(rule)
            .containsExactly("/rule");
      }
      assertThat(operator.put(PATH, Map.of("challenge", "maybe")).pointers())
          .containsExactly("/challenge");
    }
  }

  @Test
  void thePrefixesWithTheMostRefusedRequestsAreShownByTheirPseudonyms() {
    try (AccountKit kit = new AccountKit(folder, false, HttpSettings.DEFAULT)) {
      Browser operator = operator(kit);
      Map<String, Integer> counted = new HashMap<>();
      for (int i = 1; i <= 200; i++) {
        counted.put("prefix-" + i, i);
      }
      kit.hub.accounts.orElseThrow().refusals().collect(() -> counted);

      List<?> first = (List<?>) operator.get(PATH).at("prefixes");
      kit.now.addAndGet(24 * 3600_000L);
      Browser later = kit.browser();
      later.signIn("olga@example.org", AccountKit.PASSWORD);
      List<?> second = (List<?>) later.get(PATH).at("prefixes");

      assertThat(first).hasSize(50);
      assertThat(first.get(0)).isEqualTo(Map.of("prefix", "prefix-200", "refused", 200));
      assertThat(second.get(0)).isEqualTo(Map.of("prefix", "prefix-200", "refused", 400));
      kit.hub.accounts.orElseThrow().refusals().collect(Map::of);
      kit.now.addAndGet(29 * 24 * 3600_000L);
      later.signIn("olga@example.org", AccountKit.PASSWORD);
      assertThat((List<?>) later.get(PATH).at("prefixes"))
          .as("of the last thirty days")
          .element(0)
          .isEqualTo(Map.of("prefix", "prefix-200", "refused", 200));
      kit.now.addAndGet(24 * 3600_000L);
      later.signIn("olga@example.org", AccountKit.PASSWORD);
      assertThat((List<?>) later.get(PATH).at("prefixes")).isEmpty();
    }
  }
}

package io.votehub.http;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import io.votehub.accounts.AccountSettings;
import io.votehub.accounts.AccountSettings.Registration;
import io.votehub.accounts.AccountSettings.RequiredSecondFactor;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.oauth.ProviderSettings;
import io.votehub.audit.AuditLog;
import io.votehub.http.HttpKit.Ask;
import io.votehub.http.HttpKit.Got;
import io.votehub.identity.HubKey;
import io.votehub.limit.Network;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub with accounts, a mail server, and browsers that keep their cookies. */
final class AccountKit implements AutoCloseable {
  static final String PASSWORD = "violet tractor hums softly";
  private static final Pattern LINK = Pattern.compile("https?://\\S+#k=(\\S+)");

  /** The time of the hub, UTC milliseconds. */
  final AtomicLong now = new AtomicLong(System.currentTimeMillis());

  private final List<ProviderSettings> providers;
  final GreenMail mails;
  final HttpKit hub;
  People people;
  AuditLog audit;
  private final RequiredSecondFactor secondFactor;
  private final Registration registration;
  private final Map<String, Integer> read = new HashMap<>();

  AccountKit(Path folder, boolean withMail, HttpSettings settings) {
    this(folder, withMail, settings, RequiredSecondFactor.OPTIONAL);
  }

  AccountKit(
      Path folder, boolean withMail, HttpSettings settings, RequiredSecondFactor secondFactor) {
    this(
        withMail,
        settings,
        secondFactor,
        (vertx, clock) -> EmbeddedPeople.open(vertx, folder, clock));
  }

  /**
   * @param opening opens the store of people, by the clock of the hub
   */
  AccountKit(
      boolean withMail,
      HttpSettings settings,
      RequiredSecondFactor secondFactor,
      BiFunction<Vertx, InstantSource, Future<? extends People>> opening) {
    this(
        withMail,
        secondFactor,
        Registration.OPEN,
        List.of(),
        accounts -> new HttpKit(settings, accounts),
        opening);
  }

  AccountKit(
      Path folder, boolean withMail, HttpSettings settings, List<ProviderSettings> providers) {
    this(
        withMail,
        RequiredSecondFactor.OPTIONAL,
        Registration.OPEN,
        providers,
        accounts -> new HttpKit(settings, accounts),
        (vertx, clock) -> EmbeddedPeople.open(vertx, folder, clock));
  }

  /** With limits, behind trusted proxies. */
  AccountKit(Path folder, List<Network> trusted, List<ProviderSettings> providers) {
    this(
        false,
        RequiredSecondFactor.OPTIONAL,
        Registration.OPEN,
        providers,
        accounts -> new HttpKit(trusted, accounts),
        (vertx, clock) -> EmbeddedPeople.open(vertx, folder, clock));
  }

  /** Where people cannot make accounts by themselves. */
  AccountKit(Path folder, Registration registration) {
    this(
        false,
        RequiredSecondFactor.OPTIONAL,
        registration,
        List.of(),
        accounts -> new HttpKit(HttpSettings.DEFAULT, accounts),
        (vertx, clock) -> EmbeddedPeople.open(vertx, folder, clock));
  }

  /** With the pages of the hub in place of those of the tests. */
  AccountKit(Path folder, HttpSettings settings, Pages pages) {
    this(
        false,
        RequiredSecondFactor.OPTIONAL,
        Registration.OPEN,
        List.of(),
        accounts -> new HttpKit(settings, accounts, pages),
        (vertx, clock) -> EmbeddedPeople.open(vertx, folder, clock));
  }

  private AccountKit(
      boolean withMail,
      RequiredSecondFactor secondFactor,
      Registration registration,
      List<ProviderSettings> providers,
      Function<BiFunction<Vertx, HubKey, Optional<Accounts>>, HttpKit> hubWith,
      BiFunction<Vertx, InstantSource, Future<? extends People>> opening) {
    this.providers = providers;
    this.secondFactor = secondFactor;
    this.registration = registration;
    mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    hub = hubWith.apply((vertx, key) -> Optional.of(accounts(vertx, key, opening, withMail)));
  }

  private Accounts accounts(
      Vertx vertx,
      HubKey key,
      BiFunction<Vertx, InstantSource, Future<? extends People>> opening,
      boolean withMail) {
    people = HttpKit.await(opening.apply(vertx, () -> Instant.ofEpochMilli(now.get())));
    Optional<AccountSettings.Mail> mail =
        withMail
            ? Optional.of(
                new AccountSettings.Mail(
                    new MailConfig()
                        .setHostname("127.0.0.1")
                        .setPort(mails.getSmtp().getPort())
                        .setKeepAlive(false),
                    "hub@votehub.example"))
            : Optional.empty();
    audit =
        new AuditLog(
            vertx,
            people,
            "kit",
            365,
            () -> Instant.ofEpochMilli(now.get()),
            new SimpleMeterRegistry());
    return new Accounts(
        vertx,
        people,
        key,
        new AccountSettings(registration, secondFactor, mail, Optional.empty(), providers),
        () -> Instant.ofEpochMilli(now.get()),
        audit);
  }

  /** A browser of one person. */
  final class Browser {
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Ask ask(String method, String path) {
      Ask ask = hub.ask(method, "/api/v1" + path).with("Sec-Fetch-Site", "same-origin");
      return withCookies(ask);
    }

    Ask withCookies(Ask ask) {
      List<String> pairs =
          cookies.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
      return pairs.isEmpty() ? ask : ask.with("Cookie", String.join("; ", pairs));
    }

    Got get(String path) {
      return kept(ask("GET", path).send());
    }

    Got post(String path, Map<String, ?> json) {
      return kept(ask("POST", path).send(json));
    }

    Got put(String path, Map<String, ?> json) {
      return kept(ask("PUT", path).send(json));
    }

    Got delete(String path) {
      return kept(ask("DELETE", path).send());
    }

    Got signIn(String mail, String password) {
      return post("/session", Map.of("mail", mail, "password", password));
    }

    Map<String, String> cookies() {
      return cookies;
    }

    Got kept(Got got) {
      for (String cookie : got.raw().headers().allValues("Set-Cookie")) {
        String pair = cookie.substring(0, cookie.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        if (cookie.contains("Max-Age=0")) {
          cookies.remove(name);
        } else {
          cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
      }
      return got;
    }
  }

  Browser browser() {
    return new Browser();
  }

  /** A browser that is signed in to a new account. */
  Browser owner(String mail) {
    Browser browser = browser();
    Got registered = browser.post("/account", Map.of("mail", mail, "password", PASSWORD));
    if (registered.status() == 202) {
      browser.post("/account/confirm", Map.of("token", secretInMail(mail)));
    }
    Got got = browser.signIn(mail, PASSWORD);
    if (got.status() != 201) {
      throw new AssertionError(got.text());
    }
    return browser;
  }

  /** A browser that is signed in to a new account of an operator. */
  Browser operator(String mail) {
    Browser browser = owner(mail);
    HttpKit.await(hub.accounts.orElseThrow().registrations().addOperator(mail, "http://hub"));
    return browser;
  }

  /** An operator who was added on the command line, where people cannot register. */
  Browser operatorWithoutRegistration(String mail) {
    Browser browser = browser();
    follow(
        HttpKit.await(hub.accounts.orElseThrow().registrations().addOperator(mail, "http://hub")),
        browser);
    Got got = browser.signIn(mail, PASSWORD);
    if (got.status() != 201) {
      throw new AssertionError(got.text());
    }
    return browser;
  }

  /** Sets the password by the link of an invitation. */
  void follow(String link, Browser browser) {
    String secret = link.substring(link.indexOf("#k=") + 3);
    Got got = browser.put("/account/reset", Map.of("token", secret, "password", PASSWORD));
    if (got.status() != 204) {
      throw new AssertionError(got.text());
    }
  }

  /** The secret of the link in the next mail to somebody. */
  String secretInMail(String to) {
    String text = nextMail(to);
    Matcher link = LINK.matcher(text);
    if (!link.find()) {
      throw new AssertionError("No link in " + text);
    }
    return link.group(1);
  }

  /** The next mail to somebody which was not read yet; waits for it. */
  String nextMail(String to) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < until) {
      List<MimeMessage> all = mailsTo(to);
      int read = this.read.getOrDefault(to, 0);
      if (all.size() > read) {
        this.read.put(to, read + 1);
        return content(all.get(read));
      }
      mails.waitForIncomingEmail(100, Integer.MAX_VALUE);
    }
    throw new AssertionError("No mail came to " + to);
  }

  /** All mails to somebody, the oldest first. */
  List<MimeMessage> mailsTo(String to) {
    return Arrays.stream(mails.getReceivedMessages())
        .filter(mail -> recipient(mail).equals(to))
        .toList();
  }

  private static String recipient(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException fault) {
      throw new AssertionError(fault);
    }
  }

  private static String content(MimeMessage mail) {
    try {
      return mail.getSubject() + "\n" + mail.getContent();
    } catch (MessagingException | IOException fault) {
      throw new AssertionError(fault);
    }
  }

  @Override
  public void close() {
    hub.close();
    mails.stop();
  }
}

package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.accounts.oauth.IdentityProvider;
import io.votehub.accounts.oauth.IdentityProvider.Answer;
import io.votehub.accounts.oauth.IdentityProvider.Flow;
import io.votehub.accounts.oauth.ProviderException;
import io.votehub.accounts.oauth.ProviderException.Reason;
import io.votehub.accounts.oauth.ProviderSettings;
import io.votehub.audit.Audit;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Account;
import io.votehub.people.KeyTakenException;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in elsewhere. A provider vouches for somebody whom it knows by an issuer and a subject,
 * never by a mail address; the owner of an account links the two while signed in. A second factor
 * of the account is still asked for. What one sign-in is bound to is random, in a cookie of the
 * browser that began, valid for 10 minutes, and works once over all instances.
 */
public final class ProviderSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);
  private static final long FLOW_MS = TimeUnit.MINUTES.toMillis(10);
  private static final String TICKET = "provider";
  private static final String FIELD = "link:";
  private static final String STATE = "state";
  private static final String NONCE = "nonce";
  private static final String VERIFIER = "verifier";
  private static final String PROVIDER = "provider";
  private static final String ACCOUNT = "account";

  private final List<IdentityProvider> providers;
  private final byte[] key;
  private final People people;
  private final Fields fields;
  private final Tickets tickets;
  private final SignIn signIn;
  private final InstantSource clock;
  private final Audit audit;

  /**
   * A sign-in that was begun.
   *
   * @param location where the browser goes
   * @param ticket to be sent back with the answer
   */
  public record Begun(String location, String ticket) {}

  /**
   * What a browser brings back from a provider.
   *
   * @param issuer as the answer names it (RFC 9207)
   * @param error why there is no code
   */
  public record Callback(
      String state, Optional<String> code, Optional<String> issuer, Optional<String> error) {}

  /**
   * A provider of this hub.
   *
   * @param linkedAt since when it vouches for the account, UTC milliseconds; empty if it does not
   */
  public record Link(String id, String name, Optional<Long> linkedAt) {}

  /** Nobody is signed in, for a reason that the owner should be told. */
  public static final class UnlinkedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnlinkedException() {
      super("No account is linked to this identity", null, false, false);
    }
  }

  ProviderSignIn(
      List<IdentityProvider> providers,
      byte[] key,
      People people,
      Fields fields,
      Tickets tickets,
      SignIn signIn,
      InstantSource clock,
      Audit audit) {
    this.providers = providers;
    this.key = key.clone();
    this.people = people;
    this.fields = fields;
    this.tickets = tickets;
    this.signIn = signIn;
    this.clock = clock;
    this.audit = audit;
  }

  private IdentityProvider provider(String id) {
    return providers.stream()
        .filter(each -> each.settings().id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.field("/provider", "This hub has no such provider"));
  }

  /**
   * Begins to sign in, or to link the account of somebody who is signed in.
   *
   * @param redirect where the provider sends the browser back to
   * @return fails with {@code unavailable} if the provider does not answer
   */
  public Future<Begun> begin(String id, Optional<Account> linkTo, String redirect) {
    Flow flow = new Flow(Digests.secret(), Digests.secret(), Digests.secret(), redirect);
    Map<String, String> held =
        Map.of(
            STATE, flow.state(),
            NONCE, flow.nonce(),
            VERIFIER, flow.verifier(),
            PROVIDER, id,
            ACCOUNT, linkTo.map(Account::id).orElse(""));
    return provider(id)
        .authorization(flow)
        .map(location -> new Begun(location, tickets.seal(TICKET, held, FLOW_MS)))
        .recover(
            fault -> {
              LOG.warn("The provider {} cannot be used now", id, fault);
              return Future.failedFuture(
                  Refusal.of(ErrorCode.UNAVAILABLE, "The provider does not answer just now"));
            });
  }

  /**
   * Ends what {@link #begin} began.
   *
   * @param signedIn who is signed in with that browser
   * @return the new session; empty if the account was linked. Fails with a {@link
   *     ProviderException}, an {@link UnlinkedException}, a {@link SecondFactorException}, or a
   *     refusal: {@code bad-credentials} if this is no end of what the browser began, {@code
   *     conflict} if another account is linked
   */
  public Future<Optional<NewSession>> complete(
      String id,
      String ticket,
      Callback callback,
      Optional<SignedIn> signedIn,
      String redirect,
      Visitor visitor) {
    IdentityProvider provider = provider(id);
    return tickets
        .use(TICKET, ticket, STATE)
        .compose(
            held -> {
              if (!Digests.equal(held.get(STATE), callback.state())
                  || !held.get(PROVIDER).equals(id)) {
                throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
              }
              Flow flow = new Flow(held.get(STATE), held.get(NONCE), held.get(VERIFIER), redirect);
              return subject(provider, flow, callback)
                  .compose(subject -> end(id, subject, held.get(ACCOUNT), signedIn, visitor));
            });
  }

  private static Future<String> subject(IdentityProvider provider, Flow flow, Callback callback) {
    if (callback.error().isPresent() || callback.code().isEmpty()) {
      return Future.failedFuture(new ProviderException(Reason.DENIED, "The provider sent no code"));
    }
    return provider.subject(flow, new Answer(callback.code().get(), callback.issuer()));
  }

  private Future<Optional<NewSession>> end(
      String id, String subject, String linkTo, Optional<SignedIn> signedIn, Visitor visitor) {
    String known = key(id, subject);
    if (!linkTo.isEmpty()) {
      Account account =
          signedIn
              .map(SignedIn::account)
              .filter(each -> each.id().equals(linkTo))
              .orElseThrow(Sessions::signInFirst);
      return link(account, id, known).map(Optional.empty());
    }
    return people
        .byKey(known)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.failedFuture(new UnlinkedException())
                    : signIn.byProvider(found.get(), visitor))
        .map(Optional::of);
  }

  /** A keyed hash, as subjects may tell who somebody is. */
  private String key(String id, String subject) {
    String kind =
        provider(id).settings().kind() == ProviderSettings.Kind.DISCORD ? "discord:" : "oidc:";
    return kind + Digests.keyed(key, kind + subject);
  }

  private Future<Void> link(Account account, String id, String known) {
    String text = Json.write(Map.of("key", known, "at", clock.millis()));
    return fields
        .write(
            account.id(),
            FIELD + id,
            text,
            (each, cipher) -> {
              if (each.has(FIELD + id)) {
                throw Refusal.of(ErrorCode.CONFLICT, "The account is linked already");
              }
              return each.withKey(known).withSealed(FIELD + id, cipher);
            })
        .onSuccess(done -> noteDone(account, "account.provider-linked"))
        .<Void>mapEmpty()
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof KeyTakenException
                        ? Refusal.of(ErrorCode.CONFLICT, "Another account is linked to this")
                        : fault));
  }

  private void noteDone(Account account, String action) {
    audit.record(account.id(), action, Audit.account(account.id()), Audit.DONE);
  }

  /** Whether a provider vouches for an account. */
  public static boolean isLinked(Account account, String id) {
    return account.has(FIELD + id);
  }

  /** The providers of this hub, and whether they vouch for an account. */
  public Future<List<Link>> list(Account account) {
    List<Future<Link>> links = new ArrayList<>();
    for (IdentityProvider each : providers) {
      ProviderSettings settings = each.settings();
      links.add(
          fields
              .open(account, FIELD + settings.id())
              .map(text -> new Link(settings.id(), settings.name(), text.map(this::linkedAt))));
    }
    return Future.all(links).map(all -> links.stream().map(Future::result).toList());
  }

  private long linkedAt(String text) {
    return ((Number) read(text).get("at")).longValue();
  }

  private static Map<String, Object> read(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored link cannot be read", fault);
    }
  }

  /** Ends a link; may be repeated. */
  public Future<Void> unlink(Account account, String id) {
    return fields
        .open(account, FIELD + id)
        .compose(
            text -> {
              if (text.isEmpty()) {
                return Future.succeededFuture();
              }
              Object known = read(text.get()).get("key");
              return people
                  .update(
                      account.id(),
                      each -> each.withoutKeys(known::equals).withoutSealed(FIELD + id))
                  .onSuccess(done -> noteDone(account, "account.provider-unlinked"))
                  .mapEmpty();
            });
  }

  /** Ends connections to providers. */
  void close() {
    providers.forEach(IdentityProvider::close);
  }
}

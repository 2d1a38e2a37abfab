package io.votehub.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.votehub.proof.SigningKey;
import io.votehub.proof.VerifierKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The Ed25519 keys with which a hub signs seals: made when one is first needed, the same on all
 * instances, and kept beside the hub's key, by which the private halves are encrypted. A hub whose
 * own key was replaced cannot open the one that was kept and makes the next; the public halves of
 * those before stay known. Safe from any thread.
 */
public final class SealKeys {
  /** A hub gets another key when its own is replaced, which is hardly ever. */
  private static final int MAX_KEYS = 64;

  private static final String CONTEXT = "seal key ";
  private static final int NAME_DIGITS = 8;

  private final BiFunction<String, String, Future<String>> keep;
  private final Supplier<Future<HubKey>> hubKey;
  private final String host;
  private final InstantSource clock;
  private final SealedText texts = new SealedText();
  private final AtomicReference<Future<Opened>> opened = new AtomicReference<>();

  /**
   * A public key, and when it was made.
   *
   * @param createdAt UTC milliseconds since the epoch
   */
  public record Published(VerifierKey key, long createdAt) {}

  /** What is needed to make seals: the present key, and the signer of the receipts they are of. */
  public record Opened(SigningKey signer, ReceiptSigner receipts, List<Published> published) {
    public Opened {
      published = List.copyOf(published);
    }
  }

  private record Kept(VerifierKey key, long createdAt, String secret) {}

  /**
   * @param keep keeps a text under a name unless one is kept there, and supplies the one that is
   * @param hubKey supplies the hub's key
   * @param host the host of the hub's public address, with which the names of keys begin
   */
  public SealKeys(
      BiFunction<String, String, Future<String>> keep,
      Supplier<Future<HubKey>> hubKey,
      Optional<String> host,
      InstantSource clock) {
    this.keep = keep;
    this.hubKey = hubKey;
    this.host = host.orElse("votehub");
    this.clock = clock;
  }

  /** Keys that nobody keeps, for a hub that ends with its process. */
  public static SealKeys inMemory() {
    return inMemory(HubKey.of(HubKey.fresh()));
  }

  /** The same beside a hub's key that is known. */
  public static SealKeys inMemory(HubKey key) {
    ConcurrentHashMap<String, String> kept = new ConcurrentHashMap<>();
    return new SealKeys(
        (name, text) ->
            Future.succeededFuture(Optional.ofNullable(kept.putIfAbsent(name, text)).orElse(text)),
        () -> Future.succeededFuture(key),
        Optional.empty(),
        InstantSource.system());
  }

  /** The keys; fails while they can be neither read nor kept, and may then be asked again. */
  public Future<Opened> open() {
    Future<Opened> known = opened.get();
    if (known != null && !known.failed()) {
      return known;
    }
    Future<Opened> opening = hubKey.get().compose(key -> from(key, 1, new ArrayList<>()));
    return opened.compareAndSet(known, opening) ? opening : opened.get();
  }

  private Future<Opened> from(HubKey key, int number, List<Published> before) {
    if (number > MAX_KEYS) {
      return Future.failedFuture(
          new IllegalStateException("None of " + MAX_KEYS + " seal keys fits the hub's key"));
    }
    byte[] wrapping = key.derive("votehub seal key");
    return keep.apply("seal-key-" + number, fresh(wrapping))
        .compose(
            text -> {
              Kept kept = read(text);
              List<Published> all = new ArrayList<>(before);
              all.add(0, new Published(kept.key(), kept.createdAt()));
              return unwrapped(kept, wrapping)
                  .map(
                      signer ->
                          Future.succeededFuture(new Opened(signer, new ReceiptSigner(key), all)))
                  .orElseGet(() -> from(key, number + 1, all));
            });
  }

  private String fresh(byte[] wrapping) {
    String digits = HubKey.fresh().substring(0, NAME_DIGITS);
    SigningKey signer = SigningKey.fresh(host + '/' + digits);
    String name = signer.verifier().text();
    return new JsonObject()
        .put("key", name)
        .put("createdAt", clock.millis())
        .put("private", texts.seal(wrapping, CONTEXT + name, signer.encoded()))
        .encode();
  }

  private static Kept read(String text) {
    JsonObject json = new JsonObject(text);
    return new Kept(
        VerifierKey.parse(json.getString("key")).orElseThrow(),
        json.getLong("createdAt"),
        json.getString("private"));
  }

  /** Empty if the hub's key is another than the one it was kept under. */
  private Optional<SigningKey> unwrapped(Kept kept, byte[] wrapping) {
    try {
      byte[] secret = texts.open(wrapping, CONTEXT + kept.key().text(), kept.secret());
      return Optional.of(SigningKey.of(kept.key(), secret));
    } catch (IllegalStateException otherKey) {
      return Optional.empty();
    }
  }
}

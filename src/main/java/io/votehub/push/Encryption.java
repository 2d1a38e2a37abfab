package io.votehub.push;

import com.interaso.webpush.WebPush;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the requests to push services: bodies that only the browser can read (RFC 8291), and
 * headers that prove who sends (RFC 8292). On one thread of its own, so that many messages at once
 * leave time for votes.
 */
final class Encryption {
  private static final int PROOF_SECONDS = (int) Duration.ofHours(12).toSeconds();
  private static final long REUSED_MS = Duration.ofHours(6).toMillis();
  private static final int MAX_PROOFS = 256;

  /** A request, without its address. */
  record Request(MultiMap headers, Buffer body) {}

  private record Proof(String token, long until) {}

  private final WebPush webPush;
  private final WorkerExecutor thread;

  /** By the origin of the push service; used on the thread only. */
  private final Map<String, Proof> proofs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Proof> eldest) {
          return size() > MAX_PROOFS;
        }
      };

  Encryption(Vertx vertx, Subscriptions subscriptions) {
    webPush = new WebPush(subscriptions.settings().contact(), subscriptions.keys());
    thread = vertx.createSharedWorkerExecutor("votehub-push", 1);
  }

  Future<Request> request(Subscription to, PushMessage message) {
    return thread.executeBlocking(() -> made(to, message));
  }

  private Request made(Subscription to, PushMessage message) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("User-Agent", "Votehub");
    webPush
        .getHeadersWithToken(
            proof(webPush.getAudience(to.endpoint())),
            (int) message.ttlSeconds(),
            message.topic(),
            WebPush.Urgency.High)
        .forEach(headers::add);
    byte[] body = webPush.getBody(message.bytes(), to.publicKeyBytes(), to.secretBytes());
    return new Request(headers, Buffer.buffer(body));
  }

  private String proof(String audience) {
    long now = System.currentTimeMillis();
    Proof known = proofs.get(audience);
    if (known == null || known.until() < now) {
      known = new Proof(webPush.getToken(audience, PROOF_SECONDS), now + REUSED_MS);
      proofs.put(audience, known);
    }
    return known.token();
  }

  Future<Void> close() {
    return thread.close();
  }
}

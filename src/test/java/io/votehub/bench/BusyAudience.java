package io.votehub.bench;

import io.vertx.core.Vertx;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An audience that asks, upvotes and reacts as fast as it can, or reacts alone, until its standard
 * input ends. Then it prints as JSON what one of its phones has heard a second.
 */
public final class BusyAudience {
  private static final int ASKING = 20;
  private static final int SLOTS = 10;
  private static final int STEPS_A_SECOND = 10;
  private static final List<String> EMOJI = List.of("👏", "🎉", "❤️", "😂", "😮");

  private final String poll;
  private final List<VoterClient> phones = new ArrayList<>();
  private final List<String> entries = new ArrayList<>();
  private final AtomicInteger tallies = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger reactions = new AtomicInteger();
  private int sent;

  private BusyAudience(String poll) {
    this.poll = poll;
  }

  /**
   * @param args a line of JSON: port, room, the poll with questions from the floor, how many phones
   *     there are, how many upvotes a second they send; without any they do not ask either
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Object> json = Load.parse(args[0]);
    Vertx vertx = Vertx.vertx();
    BusyAudience audience = new BusyAudience((String) json.get("poll"));
    int upvotes = (Integer) json.get("upvotes");
    int port = (Integer) json.get("port");
    audience.join(
        vertx, port, (String) json.get("room"), (Integer) json.get("phones"), upvotes > 0);
    System.out.println("ready");
    audience.run(upvotes);
    System.exit(0);
  }

  private void join(Vertx vertx, int port, String room, int number, boolean asks) {
    for (int i = 0; i < number; i++) {
      VoterClient phone = VoterClient.connect(vertx, port);
      phone.join(room);
      phones.add(phone);
      if (asks && i < ASKING) {
        phone.send(ask(i, 1, "Question " + i));
        entries.add((String) phone.await("asked").get("entry"));
      }
      phone.onEach(message -> {});
    }
    phones.get(0).onEach(this::hear);
  }

  private void hear(Map<String, Object> message) {
    if ("tally".equals(message.get("type")) && poll.equals(message.get("poll"))) {
      tallies.incrementAndGet();
    } else if ("entries".equals(message.get("type"))) {
      changes.incrementAndGet();
    } else if ("reactions".equals(message.get("type"))) {
      reactions.incrementAndGet();
    }
  }

  private Map<String, Object> ask(int phone, int slot, String text) {
    return Map.of("type", "ask", "id", "a" + phone, "poll", poll, "slot", slot, "text", text);
  }

  private void run(int upvotes) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (int step = 0; System.in.available() == 0; step++) {
      long due = begun + TimeUnit.SECONDS.toNanos(step) / STEPS_A_SECOND;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      for (int i = 0; i < upvotes / STEPS_A_SECOND; i++) {
        upvote();
      }
      for (VoterClient phone : phones) {
        phone.send(Map.of("type", "react", "emoji", EMOJI.get(step % EMOJI.size())));
      }
      if (upvotes > 0 && step % 2 == 0) {
        int asking = step / 2 % ASKING;
        int slot = 2 + step / 2 / ASKING % (SLOTS - 1);
        phones.get(asking).send(ask(asking, slot, "Asked in step " + step + " by " + asking));
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Map<String, Object> heard = new LinkedHashMap<>();
    heard.put("upvotesPerSecond", Math.round(sent / seconds));
    heard.put("talliesOfAPhonePerSecond", perSecond(tallies, seconds));
    heard.put("entriesOfAPhonePerSecond", perSecond(changes, seconds));
    heard.put("reactionsOfAPhonePerSecond", perSecond(reactions, seconds));
    System.out.println(Json.write(heard));
  }

  private static double perSecond(AtomicInteger heard, double seconds) {
    return Math.round(heard.get() / seconds * 100) / 100.0;
  }

  private void upvote() {
    VoterClient phone = phones.get(sent % phones.size());
    List<String> up = entries.subList(0, sent / phones.size() % entries.size());
    phone.send(Map.of("type", "vote", "id", "v" + sent, "poll", poll, "ballot", Map.of("up", up)));
    sent++;
  }
}

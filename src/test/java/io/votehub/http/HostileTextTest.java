package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No text takes more than linear time: every text and field name of every request body is replaced
 * by the worst ones.
 */
@Tag("slow")
class HostileTextTest {
  private static final int LENGTH = 200_000;

  /** Linear time takes milliseconds, quadratic time several seconds. */
  private static final Duration LINEAR = Duration.ofSeconds(2);

  private static final int MORE_TRIES = 4;

  private static final List<String> WORST =
      List.of(
          "a" + "\u0301\u0316".repeat(LENGTH / 4),
          "e\u0301\u200D\u0316".repeat(LENGTH / 8),
          "\u0130".repeat(LENGTH / 2),
          "\u03A3.".repeat(LENGTH / 3),
          "\n".repeat(LENGTH / 2) + "x",
          " \u200B\uFEFF".repeat(LENGTH / 8) + "x",
          "data:image/png;base64," + "A".repeat(LENGTH) + "!",
          "1".repeat(LENGTH));

  private static final String ROOM = "{\"title\":\"A title\"}";

  private static final List<String> POLLS =
      List.of(
          "{'question':'?','method':'single','options':['A',{'id':'b','label':'B',"
              + "'alt':'A bee'}],"
              + "'settings':{'change':true,'results':'live','peek':true,'graceMs':0}}",
          "{'question':'?','method':'multiple','options':['A','B'],'settings':{'max':2}}",
          "{'question':'?','method':'score','options':['A'],'settings':{'rank':'mean'}}",
          "{'question':'?','method':'ranked','options':['A','B'],'settings':{'count':'irv'}}",
          "{'question':'?','method':'grades','options':['A'],'settings':{'grades':['y','n']}}",
          "{'question':'?','method':'points','options':['A','B'],'settings':{'total':7}}",
          "{'question':'?','method':'number','settings':{'unit':'kg'}}",
          "{'question':'?','method':'words','settings':{'max':3}}",
          "{'question':'?','method':'text','settings':{'maxLength':2000}}");

  private static final List<String> BALLOTS =
      List.of(
          "{'choice':'a'}",
          "{'choices':['a','b']}",
          "{'scores':{'a':1}}",
          "{'ranking':['a','b']}",
          "{'grades':{'a':'y'}}",
          "{'points':{'a':3,'b':4}}",
          "{'number':4}",
          "{'words':['one','two']}",
          "{'text':'some'}");

  private static HttpKit hub;
  private static Made room;

  @BeforeAll
  static void start() {
    hub = new HttpKit();
    room = hub.room();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void titlesAreReadInLinearTime() {
    sendWorst(ROOM, body -> hub.post("/api/v1/rooms").send(body));
    sendWorst(ROOM, body -> hub.ask("PATCH", room.path()).as(room.token()).send(body));
  }

  @Test
  void pollsAreReadInLinearTime() {
    for (String poll : POLLS) {
      sendWorst(poll, body -> hub.post(room.path() + "/polls").as(room.token()).send(body));
    }
    String draft = hub.draft(room);
    sendWorst(POLLS.get(0), body -> hub.ask("PATCH", draft).as(room.token()).send(body));
    sendWorst("{'seconds':60}", body -> hub.post(draft + "/open").as(room.token()).send(body));
  }

  @Test
  void ballotsAreReadInLinearTime() {
    for (int i = 0; i < POLLS.size(); i++) {
      Got made = hub.post(room.path() + "/polls").as(room.token()).send(json(POLLS.get(i)));
      String poll = room.path() + "/polls/" + made.at("id");
      hub.post(poll + "/open").as(room.token()).send();
      String voter = hub.voter(room);
      sendWorst(
          "{'id':'1','run':1,'ballot':" + BALLOTS.get(i) + "}",
          body -> hub.post(poll + "/ballots").as(voter).send(body));
    }
  }

  @Test
  void filesAreReadInLinearTime() {
    String file = "{'version':1,'title':'T','polls':[" + POLLS.get(0) + "," + POLLS.get(4) + "]}";
    sendWorst(file, body -> hub.post(room.path() + "/import").as(room.token()).send(body));
  }

  @Test
  void manyCombiningMarksAreReadInLinearTime() {
    String piles = ("a" + "\u0301\u0316".repeat(8)).repeat(LENGTH / 34);

    sendWorst(ROOM, piles, body -> hub.post("/api/v1/rooms").send(body));
  }

  private static void sendWorst(String template, Sending sending) {
    for (String worst : WORST) {
      sendWorst(template, worst, sending);
    }
  }

  private static void sendWorst(String template, String worst, Sending sending) {
    Map<String, Object> body = json(template);
    List<Map<String, Object>> spoilt = new ArrayList<>();
    spoil(body, worst, whole -> whole, spoilt);
    assertThat(spoilt).isNotEmpty();
    for (Map<String, Object> each : spoilt) {
      // The best of some, since a busy machine may delay one.
      Duration best = timeOf(sending, each);
      for (int i = 0; i < MORE_TRIES && best.compareTo(LINEAR) >= 0; i++) {
        Duration again = timeOf(sending, each);
        best = again.compareTo(best) < 0 ? again : best;
      }
      assertThat(best).as("%s with %s…", template, worst.substring(0, 8)).isLessThan(LINEAR);
    }
  }

  private static Duration timeOf(Sending sending, Map<String, Object> body) {
    long begun = System.nanoTime();
    Got got = sending.send(body);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(got.status()).isBetween(200, 499);
    return took;
  }

  /** Every body with one text, or one field name, replaced by the hostile one. */
  private static void spoil(
      Object part, String worst, UnaryOperator<Object> into, List<Map<String, Object>> found) {
    if (part instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            spoil(value, worst, inner -> into.apply(with(map, name, name, inner)), found);
            if (map.size() == 1) {
              take(into.apply(with(map, name, worst, value)), found);
            }
          });
    } else if (part instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        int place = i;
        spoil(
            list.get(i),
            worst,
            inner -> {
              List<Object> copy = new ArrayList<>(list);
              copy.set(place, inner);
              return into.apply(copy);
            },
            found);
      }
    } else {
      take(into.apply(worst), found);
    }
  }

  @SuppressWarnings("unchecked")
  private static void take(Object body, List<Map<String, Object>> found) {
    found.add((Map<String, Object>) body);
  }

  private static Map<Object, Object> with(Map<?, ?> map, Object name, Object as, Object value) {
    Map<Object, Object> copy = new LinkedHashMap<>(map);
    copy.remove(name);
    copy.put(as, value);
    return copy;
  }

  private static Map<String, Object> json(String text) {
    try {
      return Json.readObject(text.replace('\'', '"'));
    } catch (BadJsonException fault) {
      throw new AssertionError(text, fault);
    }
  }

  /** Sends a body. */
  private interface Sending {
    Got send(Map<String, Object> body);
  }
}

package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Polls of every ranking, rating and open method, from the draft to the exports. */
class MethodCallsTest extends CallsTest {
  private static Object json(String text) {
    try {
      return Json.read(text.replace('\'', '"'));
    } catch (BadJsonException fault) {
      throw new AssertionError(text, fault);
    }
  }

  private Got make(String method, String options, String settings) {
    Map<String, Object> poll = new HashMap<>();
    poll.put("question", "What?");
    poll.put("method", method);
    poll.put("settings", json(settings));
    if (!options.isEmpty()) {
      poll.put("options", json(options));
    }
    return hub.post(room.path() + "/polls").as(room.token()).send(poll);
  }

  private String open(Got made) {
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String path = room.path() + "/polls/" + made.at("id");
    step(path, "open");
    return path;
  }

  private Got cast(String poll, String voter, String ballot) {
    return hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", json(ballot)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "single|['A','B']|{'choice':'a'}|,true",
        "multiple|['A','B']|{'choices':['a']}|,,true",
        "score|['A','B']|{'scores':{'a':1}}|,,true",
        "ranked|['A','B']|{'ranking':['a']}|,,true",
        "grades|['A','B']|{'grades':{'a':'good'}}|,,true",
        "points|['A','B']|{'points':{'a':4}}|,,true",
        "number|``|{'number':42}|,true",
        "words|``|{'words':['fun']}|,,,true",
        "text|``|{'text':'Why?'}|,true",
      },
      quoteCharacter = '`')
  void abstentionsAreCountedSeparatelyIfThePollAllowsThem(
      String method, String options, String other, String line) {
    String poll = open(make(method, options, "{'abstain':true}"));
    String voter = hub.voter(room);
    String abstainer = hub.voter(room);
    assertThat(cast(poll, voter, other).status()).isEqualTo(201);
    Object alone = hub.get(poll + "/result").send().at("result");

    assertThat(cast(poll, abstainer, "{'abstain':true}").at("type")).isEqualTo("ack");
    assertThat(cast(poll, voter, "{'abstain':false}").at("code")).isEqualTo("bad-ballot");

    for (String step : List.of("/open", "/close")) {
      hub.post(poll + step).as(room.token()).send();
      Got got = hub.get(poll + "/result").send();
      assertThat(got.at("ballots")).isEqualTo(2);
      assertThat(got.at("result"))
          .asString()
          .isEqualTo(alone.toString().replace("abstained=0", "abstained=1"));
    }
    String csv =
        hub.get(poll + "/ballots").as(room.token()).with("Accept", "text/csv").send().text();
    assertThat(csv.lines().map(each -> each.replace("reject", ""))).contains(line);
    assertThat(csv.lines().findFirst().orElseThrow()).endsWith("abstain");
    assertThat(hub.get(poll + "/result").with("Accept", "text/csv").send().text())
        .contains("(abstained),");
    assertThat(hub.get(poll + "/ballots").as(room.token()).send().text())
        .contains("{\"ballot\":{\"abstain\":true}}");
  }

  @Test
  void abstentionsAreRefusedUnlessThePollAllowsThem() {
    String poll = open(make("single", "['A']", "{}"));

    assertThat(cast(poll, hub.voter(room), "{'abstain':true}").at("code")).isEqualTo("bad-ballot");
    assertThat(hub.get(poll + "/result").send().text()).doesNotContain("abstained");
    assertThat(make("single", "['A']", "{'abstain':'yes'}").text()).contains("/settings/abstain");
  }

  /** The ballot, the result of it alone, and its lines in both exports. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "score|['A','B']|{'min':0}|{'scores':{'b':2.0}}|'winners':['b']|b,B,1,2,2,2,0,0,1|,2",
        "ranked|['A','B']|{}|{'ranking':['b']}|'winners':['b'],'rounds':[{'votes':{'a':0,'b':1}|b,B,1,1|,1",
        "ranked|['A','B']|{'count':'stv','seats':2}|{'ranking':['b','a']}|'quota':1|b,B,1,1|2,1",
        "ranked|['A','B']|{'count':'borda'}|{'ranking':[['b','a']]}|'points':{'a':0.5,'b':0.5}|b,B,0.5|1,1",
        "ranked|['A','B']|{'count':'schulze'}|{'ranking':['b']}|'ranking':[['b'],['a']]|b,B,1,1,|2,1",
        "ranked|['A','B']|{'count':'rankedpairs'}|{'ranking':['b']}|'b':{'a':1}|b,B,1,1,|2,1",
        "grades|['A','B']|{}|{'grades':{'b':'good'}}|'ranking':[['b'],['a']]|b,B,1,good|reject,good",
        "points|['A','B']|{'total':5}|{'points':{'b':4,'a':0}}|'share':1}|b,B,4,1|0,4",
        "number|``|{'step':0.5}|{'number':42.50}|'median':42.5|median,,,42.5|42.5",
        "words|``|{'max':2}|{'words':[' So  Fun']}|'word':'so fun'|so fun,1|so fun,",
        "text|``|{}|{'text':' Why? '}|'text':'Why?'|,Why?|Why?",
      })
  void everyMethodWorksFromDraftToExport(
      String method,
      String options,
      String settings,
      String ballot,
      String result,
      String tableLine,
      String ballotLine) {
    String poll = open(make(method, options, settings));
    String voter = hub.voter(room);

    Got first = cast(poll, voter, ballot);
    Got again = cast(poll, voter, ballot);
    Got closed = hub.post(poll + "/close").as(room.token()).send();

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(again.at("rev")).isEqualTo(first.at("rev"));
    assertThat(closed.status()).isEqualTo(200);
    Got tally = hub.get(poll + "/result").send();
    assertThat(tally.text()).contains("\"ballots\":1", result.replace('\'', '"'));
    assertThat(hub.get(poll + "/result").with("Accept", "text/csv").send().text())
        .contains(tableLine);
    Got export = hub.get(poll + "/ballots").with("Accept", "text/csv").as(room.token()).send();
    assertThat(export.text().lines().skip(1)).containsExactly(ballotLine);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "score|['A']|{'scores':{'a':3}}",
        "score|['A']|{'scores':{'z':1}}",
        "score|['A']|{'scores':{'a':[1]}}",
        "ranked|['A','B']|{'ranking':[]}",
        "ranked|['A','B']|{'ranking':['a',['b']]}",
        "grades|['A']|{'grades':{'a':'fine'}}",
        "points|['A']|{'points':{'a':101}}",
        "number|``|{'number':'42'}",
        "number|``|{'number':1e16}",
        "words|``|{'words':['a','b','c','d']}",
        "words|``|{'words':['a','A ']}",
        "words|``|{'words':[{}]}",
        "text|``|{'text':' '}",
      })
  void anInvalidBallotIsRefusedAndNotStored(String method, String options, String ballot) {
    String poll = open(make(method, options, "{}"));

    Got refused = cast(poll, hub.voter(room), ballot);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("code")).isEqualTo("bad-ballot");
    assertThat((String) refused.at("detail")).hasSizeGreaterThan(10);
    assertThat(hub.get(poll + "/result").send().at("ballots")).isEqualTo(0);
  }

  @Test
  void anInvalidSettingIsNamed() {

    assertThat(make("score", "['A']", "{'max':-2}").pointers()).containsExactly("/settings/max");
    assertThat(make("grades", "['A']", "{'grades':['x','x']}").pointers())
        .containsExactly("/settings/grades/1");
    assertThat(make("ranked", "['A','B']", "{'count':'stv','seats':3}").pointers())
        .containsExactly("/settings/seats");
    assertThat(make("ranked", "['A']", "{}").pointers()).containsExactly("/options");
    assertThat(make("score", "", "{}").pointers()).containsExactly("/options");
  }

  @Test
  void changingTheMethodOfADraftKeepsItsOptions() {
    String poll = hub.draft(room);

    Got words = hub.ask("PATCH", poll).as(room.token()).send(Map.of("method", "words"));
    Got grades = hub.ask("PATCH", poll).as(room.token()).send(Map.of("method", "grades"));

    assertThat(words.status()).isEqualTo(200);
    assertThat(((Map<?, ?>) words.at("settings")).get("max")).isEqualTo(3);
    assertThat((List<?>) grades.at("options")).hasSize(2);
  }
}

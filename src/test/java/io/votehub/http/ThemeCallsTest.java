package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.image.SamplePictures;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The looks of rooms over HTTP. */
class ThemeCallsTest extends CallsTest {
  private Got look(String theme) {
    return hub.ask("PATCH", room.path())
        .as(room.token())
        .send("{\"theme\":" + theme.replace('\'', '"') + "}");
  }

  private static Map<?, ?> theme(Got got) {
    return (Map<?, ?>) got.at("theme");
  }

  @Test
  void aRoomHasAnAccentALogoAndAMode() {
    Object logo =
        hub.post(room.path() + "/images")
            .as(room.token())
            .with("Content-Type", "image/png")
            .send(SamplePictures.png(300, 100))
            .at("id");

    Got got = look("{'accent':'#8A1C5B','logo':'" + logo + "','mode':'dark'}");

    assertThat(got.status()).as(got.text()).isEqualTo(422);
    got = look("{'accent':'#8A1C5B','logo':'" + logo + "'}");
    assertThat(got.status()).as(got.text()).isEqualTo(200);
    assertThat(theme(got).get("accent")).isEqualTo("#8a1c5b");
    assertThat(theme(got).get("light")).isEqualTo("#8a1c5b");
    assertThat(theme(got).get("dark")).isNotEqualTo("#8a1c5b");
    assertThat(theme(got).get("logo")).isEqualTo(logo);
    Got shown = hub.get(room.path()).send();
    assertThat(theme(shown)).isEqualTo(theme(got));
    assertThat(theme(look("{'accent':null}")).get("logo")).isEqualTo(logo);
    assertThat(theme(look("null")).get("logo")).isNull();
  }

  @Test
  void anAccentThatIsHardToReadIsRefusedWithTheNearestThatIsNot() {
    Got got = look("{'accent':'#ffd400'}");

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.pointers()).containsExactly("/theme/accent");
    String nearest = got.text().replaceAll("(?s).*has it is (#[0-9a-f]{6}).*", "$1");
    assertThat(look("{'accent':'" + nearest + "'}").status()).isEqualTo(200);
    assertThat(look("{'mode':'dark','accent':'#ffd400'}").status()).isEqualTo(200);
  }

  @Test
  void otherLooksAreRefused() {
    for (String wrong :
        new String[] {
          "{'accent':'red'}",
          "{'accent':'#12345'}",
          "{'logo':'x'}",
          "{'mode':'blue'}",
          "{'css':'x'}",
          "3",
          "{'accent':'#000000;}*{display:none'}"
        }) {
      assertThat(look(wrong).status()).as(wrong).isEqualTo(422);
    }
  }
}

package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.image.SamplePictures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures of rooms over HTTP. */
class ImageCallsTest extends CallsTest {
  private Got add(Made to, byte[] file) {
    return hub.post(to.path() + "/images")
        .as(to.token())
        .with("Content-Type", "image/png")
        .send(file);
  }

  private String id(Made of) {
    return (String) add(of, SamplePictures.png(900, 300)).at("id");
  }

  @Test
  void aPictureIsServedInBothSizesForEver() {
    Got added = add(room, SamplePictures.jpeg(2000, 1000));

    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.json()).containsEntry("width", 1600).containsEntry("height", 800);
    String url = (String) added.at("url");
    assertThat(url).isEqualTo("/i/" + added.at("id"));
    assertThat(added.header("Location")).isEqualTo(url);
    Got large = hub.get(url).send();
    assertThat(large.status()).isEqualTo(200);
    assertThat(large.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(large.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(large.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(large.header("Content-Security-Policy")).isEqualTo("default-src 'none'");
    Got again = hub.get(url).with("If-None-Match", large.header("ETag")).send();
    assertThat(again.status()).isEqualTo(304);
    Got small = hub.get(url + "?width=640").send();
    assertThat(small.raw().body().length).isLessThan(80_000).isLessThan(large.raw().body().length);
    assertThat(small.header("ETag")).isNotEqualTo(large.header("ETag"));
  }

  @Test
  void onlyAPresenterSendsPictures() {
    byte[] file = SamplePictures.png(10, 10);

    assertThat(
            hub.post(room.path() + "/images").with("Content-Type", "image/png").send(file).status())
        .isEqualTo(401);
    assertThat(
            hub.post(room.path() + "/images")
                .as(hub.voter(room))
                .with("Content-Type", "image/png")
                .send(file)
                .status())
        .isEqualTo(403);
    assertThat(hub.post(room.path() + "/images").as(room.token()).send(file).at("code"))
        .isEqualTo("bad-image");
  }

  @Test
  void whatIsNoPictureIsRefusedWithACode() {
    assertThat(add(room, "<svg/>".getBytes(StandardCharsets.UTF_8)).at("code"))
        .isEqualTo("bad-image");
    assertThat(add(room, new byte[0]).status()).isEqualTo(422);
    assertThat(add(room, SamplePictures.hugePng(50_000, 50_000)).at("code")).isEqualTo("too-large");
    assertThat(add(room, new byte[5 * 1024 * 1024 + 1]).status()).isEqualTo(413);
  }

  @Test
  void questionAndOptionsTakePicturesOfTheirRoomAlone() {
    String id = id(room);
    Map<String, Object> poll =
        Map.of(
            "question",
            "Which?",
            "method",
            "single",
            "image",
            id,
            "alt",
            "Two flags",
            "options",
            List.of("A", Map.of("label", "B", "image", id, "alt", "A flag")));

    Got made = hub.post(room.path() + "/polls").as(room.token()).send(poll);

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json())
        .containsEntry("image", id)
        .containsEntry("imageSize", List.of(900, 300))
        .containsEntry("alt", "Two flags");
    assertThat((List<?>) made.at("options"))
        .last()
        .isEqualTo(
            Map.of(
                "id",
                "b",
                "label",
                "B",
                "image",
                id,
                "imageSize",
                List.of(900, 300),
                "alt",
                "A flag"));
    Made other = hub.room();
    Got foreign = hub.post(other.path() + "/polls").as(other.token()).send(poll);
    assertThat(foreign.pointers()).containsExactlyInAnyOrder("/image", "/options/1/image");
    String path = room.path() + "/polls/" + made.at("id");
    Got changed = hub.ask("PATCH", path).as(room.token()).send("{\"alt\":\"Flags\"}");
    assertThat(changed.json()).containsEntry("alt", "Flags").containsEntry("image", id);
    Got without = hub.ask("PATCH", path).as(room.token()).send("{\"image\":null}");
    assertThat(without.json()).doesNotContainKeys("image", "alt", "imageSize");
  }

  @Test
  void theAddressOfAnotherSiteIsRefusedWithAReason() {
    Got got =
        hub.post(room.path() + "/polls")
            .as(room.token())
            .send(
                "{\"question\":\"?\",\"method\":\"single\",\"options\":[{\"label\":\"A\","
                    + "\"image\":\"https://x.example/a.png\"}]}");

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.text()).contains("pictures of other sites are not shown");
  }

  @Test
  void aPictureIsServedByItsIdAloneUntilTheLastRoomThatHasItIsDeleted() {
    Made other = hub.room();
    Got added = add(room, SamplePictures.png(77, 33));
    add(other, SamplePictures.png(77, 33));

    hub.ask("DELETE", room.path()).as(room.token()).send();
    Got fromOther = hub.get("/i/" + added.at("id")).send();
    hub.ask("DELETE", other.path()).as(other.token()).send();

    assertThat(fromOther.status()).isEqualTo(200);
    assertThat(sha256(fromOther.raw().body())).isEqualTo(added.at("id"));
    Got gone = hub.get("/i/" + added.at("id") + "?width=640").send();
    assertThat(gone.at("code")).isEqualTo("unknown-image");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void aPictureIsUnknownInOtherRooms() {
    String id = id(room);

    assertThat(hub.get("/i/" + id + "?room=" + room.code()).send().status()).isEqualTo(200);
    assertThat(hub.get("/i/" + id + "?room=" + hub.room().code()).send().at("code"))
        .isEqualTo("unknown-image");
    assertThat(hub.get("/i/" + id + "?room=nonsense").send().status()).isEqualTo(404);
    assertThat(hub.get("/i/" + "0".repeat(64)).send().status()).isEqualTo(404);
    assertThat(hub.get("/i/..%2F..%2Fx?room=" + room.code()).send().status()).isEqualTo(404);
  }

  @Test
  void picturesGoWithTheirPollsIntoAnotherRoom() {
    String id = id(room);
    hub.post(room.path() + "/polls")
        .as(room.token())
        .send(
            Map.of(
                "question",
                "Which?",
                "method",
                "single",
                "options",
                List.of(Map.of("label", "B", "image", id, "alt", "A flag"))));
    Got file = hub.get(room.path() + "/export").as(room.token()).send();
    Made other = hub.room();

    Got imported = hub.post(other.path() + "/import").as(other.token()).send(file.raw().body());

    assertThat(imported.status()).as(imported.text()).isEqualTo(201);
    Map<?, ?> poll = (Map<?, ?>) ((List<?>) imported.at("polls")).get(0);
    Map<?, ?> option = (Map<?, ?>) ((List<?>) poll.get("options")).get(0);
    assertThat(option.get("alt")).isEqualTo("A flag");
    assertThat(hub.get("/i/" + option.get("image") + "?room=" + other.code()).send().status())
        .isEqualTo(200);
  }

  @Test
  void imagesGivenByAddressInOlderFilesAreLeftOut() {
    Got imported =
        hub.post(room.path() + "/import")
            .as(room.token())
            .send(
                "{\"version\":1,\"polls\":[{\"question\":\"?\",\"method\":\"single\",\"options\":["
                    + "{\"label\":\"A\",\"image\":\"https://x.example/a.png\"}]}]}");

    assertThat(imported.status()).as(imported.text()).isEqualTo(201);
    assertThat(imported.text()).doesNotContain("x.example");
  }

  @Test
  void votesCountWhileManyPicturesAreRefused() {
    String poll = hub.open(room);
    byte[] bomb = SamplePictures.hugePng(7000, 7000);
    List<CompletableFuture<Got>> sent =
        IntStream.range(0, 24)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> add(room, bomb)))
            .toList();

    for (int i = 0; i < 20; i++) {
      assertThat(hub.vote(poll, hub.voter(room), "a").status()).isEqualTo(201);
    }

    assertThat(sent)
        .allSatisfy(each -> assertThat(each.join().at("code")).isIn("bad-image", "busy"));
    assertThat(add(room, SamplePictures.png(10, 10)).status()).isEqualTo(201);
  }
}

package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The presenter of a room with one {@code single} poll, over HTTP. */
final class Presenter {
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private String room;
  private String token;
  private String poll;

  private Presenter(int port) {
    this.port = port;
  }

  /** Creates a room and opens a poll in it. */
  static Presenter open(int port, List<String> labels) throws IOException, InterruptedException {
    Presenter presenter = new Presenter(port);
    Map<String, Object> made = presenter.call("POST", "", Map.of("title", "A long evening"));
    presenter.room = (String) made.get("code");
    presenter.token = (String) made.get("token");
    presenter.poll =
        (String)
            presenter
                .call(
                    "POST",
                    "/" + presenter.room + "/polls",
                    Map.of("question", "Which?", "method", "single", "options", labels))
                .get("id");
    presenter.step("open");
    return presenter;
  }

  String room() {
    return room;
  }

  String poll() {
    return poll;
  }

  void step(String step) throws IOException, InterruptedException {
    call("POST", "/" + room + "/polls/" + poll + "/" + step, Map.of());
  }

  /** The current tally. */
  Map<String, Object> result() throws IOException, InterruptedException {
    return call("GET", "/" + room + "/polls/" + poll + "/result", null);
  }

  private Map<String, Object> call(String method, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/rooms" + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .header("Content-Type", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    try {
      return Json.readObject(answer.body());
    } catch (BadJsonException fault) {
      throw new AssertionError(answer.body(), fault);
    }
  }
}

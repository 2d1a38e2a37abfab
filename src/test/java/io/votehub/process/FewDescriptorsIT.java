package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with a limit of 300 open files, and connections that never end. */
class FewDescriptorsIT {
  private static final int MANY = 400;

  @TempDir private Path folder;

  @Test
  void slowConnectionsBlockNeitherVotesNorHealthProbes() throws Exception {
    Vertx vertx = Vertx.vertx();
    int port = FreePort.find();
    List<Socket> dripping = new ArrayList<>();
    try (HubProcess hub = launchWithFewDescriptors(port)) {
      hub.awaitReady();
      Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
      String polls = "/api/v1/rooms/" + room.get("code") + "/polls";
      String token = (String) room.get("token");
      Map<String, Object> asked =
          Map.of("question", "?", "method", "single", "options", List.of("A", "B"));
      String poll = (String) hub.json("POST", polls, token, asked).get("id");
      hub.json("POST", polls + "/" + poll + "/open", token, Map.of());
      VoterClient voter = VoterClient.connect(vertx, port);
      voter.join((String) room.get("code"));

      for (int i = 0; i < MANY; i++) {
        dripping.add(drip(port));
      }

      assertThat(voter.vote(poll, "a")).containsEntry("type", "ack");
      assertThat(hub.isReady()).isTrue();
      VoterClient later = VoterClient.connect(vertx, port);
      later.join((String) room.get("code"));
      assertThat(later.vote(poll, "b")).containsEntry("type", "ack");
    } finally {
      for (Socket each : dripping) {
        each.close();
      }
      vertx.close().await(60, TimeUnit.SECONDS);
    }
  }

  private HubProcess launchWithFewDescriptors(int port) throws IOException {
    Path java = folder.resolve("java-with-300-files");
    String script = "#!/bin/sh\nulimit -n 300\nexec \"" + HubProcess.java() + "\" \"$@\"\n";
    Files.writeString(java, script);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return HubProcess.launchBy(java.toString(), folder, port);
  }

  private static Socket drip(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String head = "GET /version HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}

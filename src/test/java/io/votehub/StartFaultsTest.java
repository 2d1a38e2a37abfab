package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that cannot start names what the operator has to change. */
class StartFaultsTest {
  @TempDir private Path folder;

  @Test
  void anOccupiedPortIsNamedWithItsSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(whyNot(Map.of("VOTEHUB_HTTP_PORT", port))).contains(port, "http.port");
      assertThat(whyNot(Map.of("VOTEHUB_MANAGEMENT_PORT", port)))
          .contains(port, "management.port")
          .doesNotContain("http.port");
    }
  }

  private String whyNot(Map<String, String> settings)
      throws ConfigException, IOException, TimeoutException {
    Map<String, String> environment = new HashMap<>();
    environment.put("VOTEHUB_HTTP_PORT", "0");
    environment.put("VOTEHUB_HTTP_HOST", "127.0.0.1");
    environment.put("VOTEHUB_DATA_DIR", folder.toString());
    environment.putAll(settings);
    Future<Instance> start = Instance.start(Config.read(Optional.empty(), environment));
    return start
        .<String>transform(
            done -> Future.succeededFuture(String.valueOf(done.cause().getMessage())))
        .await(60, TimeUnit.SECONDS);
  }
}

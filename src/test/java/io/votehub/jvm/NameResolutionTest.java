package io.votehub.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameResolutionTest {
  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  @Test
  void aHostWhoseAddressChangedIsResolvedAgain(@TempDir Path folder) throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 redis.test\n");
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(
                    NameResolution.options().setHostsPath(hosts.toString())));
    int port =
        await(
                vertx
                    .createNetServer(new NetServerOptions().setHost("0.0.0.0"))
                    .connectHandler(NetSocket::close)
                    .listen(0))
            .actualPort();
    NetClient client = vertx.createNetClient();
    assertThat(reached(client, port)).isEqualTo("127.0.0.1");

    Files.writeString(hosts, "127.0.0.2 redis.test\n");

    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!reached(client, port).equals("127.0.0.2")) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
    }
    await(vertx.close());
  }

  private static String reached(NetClient client, int port) throws Exception {
    return await(
        client.connect(port, "redis.test").map(socket -> socket.remoteAddress().hostAddress()));
  }
}

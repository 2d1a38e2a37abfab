package io.votehub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * nchan, nginx's module of channels, from Debian's package: one location where a WebSocket
 * publishes votes and receives tallies. Each vote is passed on to a handler by HTTP, which counts
 * it and publishes the tally by HTTP. nginx is one process on the measured core; the handler is
 * beside the load generator.
 */
record NchanPeer() implements Peer {
  static final String PUBLISH = "/publish";

  private static final String PACKAGE = "libnginx-mod-nchan";
  private static final String MODULE = "usr/lib/nginx/modules/ngx_nchan_module.so";
  private static final String CONFIG =
      """
      daemon off;
      master_process off;
      worker_rlimit_nofile 20000;
      pid nginx.pid;
      error_log error.log warn;
      load_module %s;
      events {
        worker_connections 19000;
        multi_accept on;
      }
      http {
        access_log off;
        nchan_shared_memory_size 128m;
        upstream handler {
          server 127.0.0.1:%d;
          keepalive 1024;
        }
        server {
          listen 127.0.0.1:%d backlog=4096;
          location = %s {
            nchan_pubsub websocket;
            nchan_publisher_channel_id votes;
            nchan_subscriber_channel_id tallies;
            nchan_subscriber_first_message newest;
            nchan_publisher_upstream_request /count;
          }
          location = %s {
            nchan_publisher http;
            nchan_channel_id tallies;
            nchan_message_buffer_length 1;
          }
          location = /count {
            internal;
            proxy_pass http://handler;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
          }
        }
      }
      """;

  @Override
  public String name() {
    return "nchan";
  }

  @Override
  public boolean acks() {
    return false;
  }

  private static Path folder() {
    return Peer.folder("nchan");
  }

  /** The module of Debian's package, for the nginx of this machine. */
  @Override
  public void install() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(folder());
    if (!Files.exists(folder.resolve(MODULE))) {
      PeerProcess.run(folder, Map.of(), List.of("apt-get", "download", PACKAGE));
      PeerProcess.run(folder, Map.of(), List.of("dpkg", "-x", downloaded(folder), "."));
    }
    configure(1, 2);
    PeerProcess.run(folder, Map.of(), nginx("-t"));
  }

  private static String downloaded(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.startsWith(PACKAGE))
          .findFirst()
          .orElseThrow(() -> new IOException(PACKAGE + " was not downloaded"));
    }
  }

  private static void configure(int handler, int port) throws IOException {
    Path module = folder().resolve(MODULE);
    String config = CONFIG.formatted(module, handler, port, NchanDialect.PATH, PUBLISH);
    Files.writeString(folder().resolve("nginx.conf"), config);
  }

  private static List<String> nginx(String... options) {
    return Stream.concat(
            Stream.of("nginx", "-p", folder().toString(), "-c", "nginx.conf"), Stream.of(options))
        .toList();
  }

  @Override
  public PeerProcess start(int core, int tallyIntervalMs, int instances)
      throws IOException, InterruptedException {
    PeerProcess started = new PeerProcess(folder(), NchanDialect.NAME);
    int port = BenchHub.freePort();
    configure(started.handler(VoteHandler.Api.NCHAN, port, tallyIntervalMs), port);
    started.instance(name(), core, port, nginx(), Map.of());
    return started;
  }
}

package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import io.votehub.redis.RedisServer;
import io.votehub.store.mongo.MongoStandIn;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What {@code docker/deploy} works on: versions of the jar, engines, and hubs as processes behind
 * nginx.
 */
final class Deploying implements AutoCloseable {
  private static final Path DRIVER =
      Path.of("src", "test", "resources", "deploy", "processes").toAbsolutePath();
  private static final int WITHIN_S = 600;

  private final Path folder;
  private final RedisServer redis;
  private final MongoStandIn store;
  private final int port;
  private String backup = "yes";

  /** One call of the script. */
  static final class Call {
    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;

    private Call(Process process) {
      this.process = process;
      reader =
          new Thread(
              () -> {
                try (var output = process.inputReader()) {
                  output
                      .lines()
                      .forEach(
                          line -> {
                            System.out.println("deploy: " + line);
                            lines.add(line);
                          });
                } catch (IOException cut) {
                  lines.add(cut.toString());
                }
              });
      reader.start();
    }

    /** Waits for its end; the exit status. */
    int end() throws InterruptedException {
      assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).as("ends: %s", lines).isTrue();
      reader.join(TimeUnit.SECONDS.toMillis(5));
      return process.exitValue();
    }

    String text() {
      return String.join("\n", lines);
    }

    /** Kills it once it has said that. */
    void killWhenItSays(String words) throws InterruptedException {
      while (!text().contains(words)) {
        assertThat(process.isAlive()).as("runs: %s", lines).isTrue();
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      process.destroyForcibly().waitFor();
    }
  }

  private Deploying(Path folder, RedisServer redis, MongoStandIn store) throws IOException {
    this.folder = folder;
    this.redis = redis;
    this.store = store;
    Path ports = Files.createDirectories(folder.resolve("ports"));
    port = FreePort.find();
    Files.writeString(ports.resolve("nginx"), Integer.toString(port));
    for (int i = 1; i <= 3; i++) {
      Files.writeString(ports.resolve("hub-" + i), Integer.toString(FreePort.find()));
      Files.writeString(ports.resolve("hub-" + i + "-green"), Integer.toString(FreePort.find()));
    }
  }

  static Deploying begin(Path folder) throws IOException, InterruptedException {
    Deploying all = new Deploying(folder, RedisServer.start(), MongoStandIn.start());
    Files.writeString(
        folder.resolve("env"),
        """
        VOTEHUB_REDIS_URI='%s'
        VOTEHUB_MONGO_URI='%s'
        VOTEHUB_TALLY_INTERVAL_MS=1000
        VOTEHUB_LIMITS_VOTES_PER_SECOND=0
        VOTEHUB_LIMITS_ENABLED=false
        JAVA_TOOL_OPTIONS='-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1'
        """
            .formatted(all.redis.uri(), all.store.uri("votehub")));
    return all;
  }

  /** The jar under test, which says another version; with settings by which it may be worse. */
  Path makeVersion(String version, String... settings) throws IOException {
    Path home = Files.createDirectories(folder.resolve("versions").resolve(version));
    Files.writeString(home.resolve("env"), String.join("\n", settings) + "\n");
    Path jar = Files.copy(HubProcess.JAR, home.resolve("votehub.jar"));
    replaceInJar(
        jar,
        "/version.properties",
        "git.build.version=" + version + "\ngit.commit.id.abbrev=c0ffee\n");
    return jar;
  }

  /** Puts another text in place of a file in a jar. */
  static void replaceInJar(Path jar, String file, String text) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Files.writeString(inside.getPath(file), text);
    }
  }

  Call call(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("docker", "deploy").toAbsolutePath().toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("VOTEHUB"));
    builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin");
    builder.environment().put("DEPLOY_FOLDER", folder.toString());
    builder.environment().put("DEPLOY_DRIVER", DRIVER.toString());
    builder.environment().put("DEPLOY_STATE", folder.resolve("state").toString());
    builder.environment().put("DEPLOY_WARM_S", "5");
    builder.environment().put("DEPLOY_WATCH_S", "5");
    builder.environment().put("DEPLOY_BACKUP", backup);
    // What a thousand voters and six hubs do to two cores is not what is tested here.
    builder.environment().put("DEPLOY_P99_MS", "3000");
    return new Call(builder.redirectErrorStream(true).start());
  }

  /** Calls the script and waits for its end. */
  Call done(String... arguments) throws IOException, InterruptedException {
    Call call = call(arguments);
    call.end();
    return call;
  }

  /** From now on no deploy takes a backup: the stand-in for MongoDB is slow with many ballots. */
  void takeNoBackups() {
    backup = "no";
  }

  /** Where clients find the hubs. */
  int port() {
    return port;
  }

  /** On which port a hub listens itself. */
  int portOf(String hub) throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve("ports").resolve(hub)));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(each -> each.toString().endsWith(".pid")).toList()) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    redis.close();
    store.close();
  }
}

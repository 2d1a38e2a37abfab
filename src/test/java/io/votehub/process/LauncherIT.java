package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How {@code java -jar votehub.jar} restarts itself with its own JVM options. */
@EnabledOnOs(OS.LINUX)
class LauncherIT {
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  @TempDir Path folder;

  @Test
  void jvmOptionsApplyWithoutAChildProcessAndTheExitCodeIsKept() throws Exception {
    try (HubProcess hub = start(Map.of(), List.of())) {
      List<String> command = hub.commandLine();

      assertThat(command).contains("-Dvotehub.launcher=done", "-XX:+ExitOnOutOfMemoryError");
      assertThat(command).anyMatch(word -> word.matches(ARCHIVE + ".*votehub\\.jsa"));
      assertThat(command.contains(COLLECTOR))
          .isEqualTo(Runtime.getRuntime().availableProcessors() <= 2);
      hub.terminate();
      assertThat(hub.awaitExit(60)).isZero();
    }
  }

  @Test
  void optionsOfTheOperatorFollowTheLaunchersOwn() throws Exception {
    Path settings = Files.writeString(folder.resolve("höfe.yaml"), "tally:\n  interval-ms: 70\n");
    List<String> options = List.of("-XX:ActiveProcessorCount=1", "-Xmn48m", "-Dgiven=ä b");
    List<String> arguments = List.of("--config=" + settings);
    try (HubProcess hub = start(Map.of("LC_ALL", "C.UTF-8"), options, arguments)) {
      List<String> command = hub.commandLine();

      assertThat(command).containsSubsequence(options).endsWith(arguments.get(0));
      assertThat(command.indexOf("-Xmn48m")).isGreaterThan(command.indexOf("-Xmn64m"));
      assertThat(command).contains("-Xmn64m");
    }
  }

  @Test
  void aChosenCollectorReplacesTheLaunchersDefault() throws Exception {
    List<String> one = List.of("-XX:ActiveProcessorCount=1");
    try (HubProcess hub = start(Map.of(), List.of(one.get(0), "-XX:+UseG1GC"))) {
      assertThat(hub.commandLine()).contains("-XX:+UseG1GC").doesNotContain("-XX:+UseSerialGC");
    }
    try (HubProcess hub = start(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC"), one)) {
      assertThat(hub.commandLine()).doesNotContain("-XX:+UseSerialGC");
    }
  }

  @Test
  void theYoungGenerationFitsIntoASmallHeap() throws Exception {
    List<String> small = List.of("-XX:ActiveProcessorCount=1", "-Xmx128m");
    try (HubProcess hub = start(Map.of(), small)) {
      assertThat(hub.commandLine()).contains(COLLECTOR).noneMatch(word -> word.startsWith("-Xmn"));
    }
  }

  /** The JVM refuses to start with both. */
  @Test
  void aCacheOfTheOperatorTakesThePlaceOfTheArchive() throws Exception {
    String cache = "-XX:AOTCache=" + folder.resolve("votehub.aot");
    // An option of Java 25, which an older one is told to ignore.
    try (HubProcess hub = start(Map.of(), List.of("-XX:+IgnoreUnrecognizedVMOptions", cache))) {
      assertThat(hub.commandLine())
          .contains("-Dvotehub.launcher=done", cache)
          .noneMatch(word -> word.startsWith(ARCHIVE) || word.startsWith("-Xshare"));
    }
  }

  @Test
  void onOneProcessorTheOptimizingCompilerHasALowerPriority() throws Exception {
    try (HubProcess hub = start(Map.of(), List.of("-XX:ActiveProcessorCount=1"))) {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!hub.niceness("C2 CompilerThre").equals(List.of(10))) {
        assertThat(System.nanoTime()).as("too long").isLessThan(until);
        LockSupport.parkNanos(2_000_000);
      }

      assertThat(hub.niceness("C1 CompilerThre")).contains(0);
    }
  }

  @Test
  void plainModeKeepsTheCommandLine() throws Exception {
    try (HubProcess hub = start(Map.of(), List.of("-Dvotehub.launcher=plain"))) {
      assertThat(hub.commandLine())
          .hasSize(4)
          .contains("-Dvotehub.launcher=plain")
          .noneMatch(word -> word.startsWith("-XX"));
    }
  }

  @Test
  void anAgentThatListensOnAPortStarts() throws Exception {
    int port = FreePort.find();
    try (HubProcess hub = start(Map.of(), List.of(ListeningAgent.option(folder, port)))) {
      assertThat(hub.commandLine()).contains("-Dvotehub.launcher=done");
      new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
  }

  @Test
  void theJmxAgentStarts() throws Exception {
    int port = FreePort.find();
    List<String> options =
        List.of(
            "-Dcom.sun.management.jmxremote.port=" + port,
            "-Dcom.sun.management.jmxremote.host=127.0.0.1",
            "-Dcom.sun.management.jmxremote.authenticate=false",
            "-Dcom.sun.management.jmxremote.ssl=false");
    try (HubProcess hub = start(Map.of(), options)) {
      assertThat(hub.commandLine()).contains("-Dvotehub.launcher=done");
      new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
  }

  @Test
  void aDebuggerStaysAttached() throws Exception {
    String debugger =
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
            + FreePort.find();
    try (HubProcess hub = start(Map.of(), List.of(debugger))) {
      assertThat(hub.commandLine()).doesNotContain("-Dvotehub.launcher=done");
    }
    try (HubProcess hub = start(Map.of("JAVA_TOOL_OPTIONS", debugger), List.of())) {
      assertThat(hub.commandLine()).doesNotContain("-Dvotehub.launcher=done");
    }
  }

  @Test
  void aJarWithoutItsArchiveStarts() throws Exception {
    Path alone = Files.copy(HubProcess.JAR, folder.resolve("alone.jar"));
    try (HubProcess hub =
        HubProcess.launch(alone, folder, FreePort.find(), Map.of(), List.of(), List.of())) {
      hub.awaitReady();

      assertThat(hub.commandLine())
          .contains("-Dvotehub.launcher=done", alone.toString())
          .noneMatch(word -> word.startsWith(ARCHIVE));
    }
  }

  @Test
  void anArchiveOfAnotherJavaIsIgnoredInSilence() throws Exception {
    Path alone = Files.copy(HubProcess.JAR, folder.resolve("alone.jar"));
    Files.write(folder.resolve("alone.jsa"), new byte[1 << 16]);
    try (HubProcess hub =
        HubProcess.launch(alone, folder, FreePort.find(), Map.of(), List.of(), List.of())) {
      hub.awaitReady();

      assertThat(hub.commandLine()).anyMatch(word -> word.startsWith(ARCHIVE));
      assertThat(hub.output()).doesNotContain("[error]");
    }
  }

  private HubProcess start(Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    return start(environment, options, List.of());
  }

  private HubProcess start(
      Map<String, String> environment, List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    HubProcess hub =
        HubProcess.launch(HubProcess.JAR, folder, FreePort.find(), environment, options, arguments);
    hub.awaitReady();
    return hub;
  }
}

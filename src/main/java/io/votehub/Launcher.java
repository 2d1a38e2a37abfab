package io.votehub;

import io.votehub.jvm.CLibrary;
import io.votehub.jvm.CompilerPriority;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Entry point of {@code java -jar votehub.jar}. The JVM options of {@code java.options} (plus
 * {@code java-small.options} on one or two CPUs) cannot be set from within a running JVM, and a
 * manifest cannot hold them. So the process replaces itself with {@code java} and those options by
 * execve(2), on Linux only. Options given on the command line follow ours and therefore win.
 *
 * <p>The build leaves a class-data sharing archive ({@code votehub.jsa}) next to the jar; it cuts
 * the start time by a third. A cache of Java 25 that is given takes its place.
 *
 * <p>Sockets opened by Java agents (the JMX agent among them) are marked close-on-exec, so that the
 * agents can bind the same ports again after the restart.
 *
 * <p>The process continues unchanged where this is not possible, where a debugger is attached (it
 * would lose its connection), or with {@code -Dvotehub.launcher=plain}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
 */
public final class Launcher {
  private static final String DONE = "votehub.launcher";

  /** The JVM refuses to start with two collectors, so ours is dropped if another one is chosen. */
  private static final Predicate<String> COLLECTOR_OPTION =
      Pattern.compile("-XX:\\+Use\\w+GC").asMatchPredicate();

  /** The size of the young generation, which may be too large for a small heap. */
  private static final Predicate<String> YOUNG_GENERATION_OPTION =
      Pattern.compile("-Xmn\\w+").asMatchPredicate();

  /** A cache of Java 25, beside which the JVM takes no archive and none of its options. */
  private static final Predicate<String> CACHE_OPTION =
      Pattern.compile("-XX:AOT\\w+=.*").asMatchPredicate();

  private static final Predicate<String> ARCHIVE_OPTION =
      Pattern.compile("-Xshare:.*").asMatchPredicate();

  private static final Predicate<String> DEBUGGER_OPTION =
      Pattern.compile("-(agentlib:|agentpath:|Xrun).*jdwp.*").asMatchPredicate();

  private static final long SMALL_HEAP_BYTES = 192 << 20;

  private static final List<String> OPTIONS_IN_ENVIRONMENT =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Path EXECUTABLE = Path.of("/proc/self/exe");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int STANDARD_ERROR = 2;

  private Launcher() {}

  public static void main(String[] args) {
    Optional<String> launchFault = Optional.empty();
    if (System.getProperty(DONE) == null && Files.exists(COMMAND_LINE)) {
      try {
        List<String> arguments = arguments();
        if (!(mayHaveOptions(arguments) && jvmOptions().anyMatch(DEBUGGER_OPTION))) {
          exec(command(arguments));
        }
      } catch (IOException | LinkageError fault) {
        launchFault = Optional.of(fault.toString());
      }
    }
    Votehub.main(args, launchFault);
  }

  private static List<String> arguments() throws IOException {
    String given = Files.readString(COMMAND_LINE, CLibrary.BYTES);
    return List.of(given.substring(0, given.length() - 1).split("\0", -1));
  }

  private static List<String> command(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(arguments.get(0));
    command.add("-D" + DONE + "=done");
    command.addAll(options(arguments));
    command.addAll(arguments.subList(1, arguments.size()));
    return command;
  }

  private static List<String> options(List<String> arguments) throws IOException {
    List<String> options = new ArrayList<>(read("java.options"));
    if (CompilerPriority.hasFewCpus()) {
      options.addAll(read("java-small.options"));
    }
    if (mayHaveOptions(arguments) && jvmOptions().anyMatch(COLLECTOR_OPTION)) {
      options.removeIf(COLLECTOR_OPTION.or(YOUNG_GENERATION_OPTION));
    }
    if (Runtime.getRuntime().maxMemory() < SMALL_HEAP_BYTES) {
      options.removeIf(YOUNG_GENERATION_OPTION);
    }
    if (mayHaveOptions(arguments) && jvmOptions().anyMatch(CACHE_OPTION)) {
      options.removeIf(ARCHIVE_OPTION);
      return options;
    }
    String archive = System.getProperty("java.class.path").replaceFirst("\\.jar$", ".jsa");
    if (archive.endsWith(".jsa") && Files.exists(Path.of(archive))) {
      options.add("-XX:SharedArchiveFile=" + archive);
    }
    return options;
  }

  /** Whether JVM options may have been given. Cheap, unlike the MXBean that lists them. */
  private static boolean mayHaveOptions(List<String> arguments) {
    return !"-jar".equals(arguments.get(1))
        || OPTIONS_IN_ENVIRONMENT.stream().anyMatch(System.getenv()::containsKey);
  }

  private static Stream<String> jvmOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream();
  }

  private static List<String> read(String resource) throws IOException {
    try (InputStream file = Launcher.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }

  private static void exec(List<String> command) throws IOException {
    String program = Files.readSymbolicLink(EXECUTABLE).toString();
    CLibrary library = CLibrary.load();
    closeSocketsOnExec(library);
    library.execv(program, command.toArray(String[]::new));
    throw new IOException("execv failed");
  }

  private static void closeSocketsOnExec(CLibrary library) throws IOException {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      descriptors
          .filter(Launcher::isSocket)
          .map(each -> Integer.parseInt(each.getFileName().toString()))
          .filter(number -> number > STANDARD_ERROR)
          .forEach(number -> library.fcntl(number, CLibrary.F_SETFD, CLibrary.FD_CLOEXEC));
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closed) {
      return false;
    }
  }
}

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
 * Where {@code java -jar votehub.jar} begins. A Java machine is tuned by options on its command
 * line, and nobody should have to know them: so this one looks whether it was given those in {@code
 * java.options} (and on a small machine {@code java-small.options}), and if not becomes, in the
 * same process, one that was (execve(2), on Linux; there is no other way from within). What was on
 * the command line stays on it, after ours, and wins.
 *
 * <p>Beside the jar the build leaves the classes of a hub at work, read and linked ({@code
 * votehub.jsa}, a class data sharing archive). With it the hub starts in a fraction of the time.
 *
 * <p>What agents on the command line opened to be asked through (Java's own for JMX among them) is
 * closed on the way, or they would find their ports taken when they start again.
 *
 * <p>Where that is not possible, where a debugger is attached, which would lose its connection, or
 * where {@code -Dvotehub.launcher=plain} is given, the hub runs as it was started.
 */
public final class Launcher {
  private static final String DONE = "votehub.launcher";

  /** The machine refuses to start with two of them, so ours gives way to another. */
  private static final Predicate<String> COLLECTOR =
      Pattern.compile("-XX:\\+Use\\w+GC").asMatchPredicate();

  /** How much of the heap is for what is young, which may be too much of a small one. */
  private static final Predicate<String> YOUNG = Pattern.compile("-Xmn\\w+").asMatchPredicate();

  private static final Predicate<String> DEBUGGER =
      Pattern.compile("-(agentlib:|agentpath:|Xrun).*jdwp.*").asMatchPredicate();

  private static final long SMALL_HEAP_BYTES = 192 << 20;

  private static final List<String> OPTIONS_IN_ENVIRONMENT =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Path OWN_COMMAND = Path.of("/proc/self/cmdline");
  private static final Path OWN_PROGRAM = Path.of("/proc/self/exe");
  private static final Path OWN_DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int STANDARD_ERROR = 2;

  private Launcher() {}

  public static void main(String[] args) {
    Optional<String> launchFault = Optional.empty();
    if (System.getProperty(DONE) == null && Files.exists(OWN_COMMAND)) {
      try {
        List<String> words = words();
        if (!(isTuned(words) && given().anyMatch(DEBUGGER))) {
          become(command(words));
        }
      } catch (IOException | LinkageError fault) {
        launchFault = Optional.of(fault.toString());
      }
    }
    Votehub.main(args, launchFault);
  }

  private static List<String> words() throws IOException {
    String given = Files.readString(OWN_COMMAND, CLibrary.BYTES);
    return List.of(given.substring(0, given.length() - 1).split("\0", -1));
  }

  private static List<String> command(List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(words.get(0));
    command.add("-D" + DONE + "=done");
    command.addAll(options(words));
    command.addAll(words.subList(1, words.size()));
    return command;
  }

  private static List<String> options(List<String> words) throws IOException {
    List<String> options = new ArrayList<>(read("java.options"));
    if (CompilerPriority.sharesItsProcessor()) {
      options.addAll(read("java-small.options"));
    }
    if (isTuned(words) && given().anyMatch(COLLECTOR)) {
      options.removeIf(COLLECTOR.or(YOUNG));
    }
    if (Runtime.getRuntime().maxMemory() < SMALL_HEAP_BYTES) {
      options.removeIf(YOUNG);
    }
    String archive = System.getProperty("java.class.path").replaceFirst("\\.jar$", ".jsa");
    if (archive.endsWith(".jsa") && Files.exists(Path.of(archive))) {
      options.add("-XX:SharedArchiveFile=" + archive);
    }
    return options;
  }

  /** Whether there may be options of others; to ask the machine for them takes a while. */
  private static boolean isTuned(List<String> words) {
    return !"-jar".equals(words.get(1))
        || OPTIONS_IN_ENVIRONMENT.stream().anyMatch(System.getenv()::containsKey);
  }

  private static Stream<String> given() {
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

  private static void become(List<String> command) throws IOException {
    String program = Files.readSymbolicLink(OWN_PROGRAM).toString();
    CLibrary library = CLibrary.load();
    keepNoSocket(library);
    library.execv(program, command.toArray(String[]::new));
    throw new IOException("it could not be started again");
  }

  private static void keepNoSocket(CLibrary library) throws IOException {
    try (Stream<Path> descriptors = Files.list(OWN_DESCRIPTORS)) {
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

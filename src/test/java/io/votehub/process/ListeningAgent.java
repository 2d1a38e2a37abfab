package io.votehub.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A Java agent that listens on a port for the life of the process, as monitoring agents do. */
public final class ListeningAgent {
  private ListeningAgent() {}

  /** Called by the JVM; exits the process if the port is occupied, as such agents do. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void premain(String port) throws IOException {
    try {
      Thread listening =
          new Thread(
              new Accepting(
                  new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())));
      listening.setDaemon(true);
      listening.start();
    } catch (IOException taken) {
      System.err.println("The agent cannot listen: " + taken);
      System.exit(3);
    }
  }

  private record Accepting(ServerSocket socket) implements Runnable {
    @Override
    public void run() {
      while (!socket.isClosed()) {
        try {
          socket.accept().close();
        } catch (IOException fault) {
          System.err.println("The agent does not listen any more: " + fault);
          return;
        }
      }
    }
  }

  /** The JVM option that loads it. */
  static String option(Path folder, int port) throws IOException {
    Path jar = folder.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ListeningAgent.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> each : new Class<?>[] {ListeningAgent.class, Accepting.class}) {
        String name = each.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (var code = ListeningAgent.class.getResourceAsStream("/" + name)) {
          code.transferTo(out);
        }
      }
    }
    return "-javaagent:" + jar + "=" + port;
  }
}

package io.votehub.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The files of the pages, read once from the class path, be it folders or jars: all below {@code
 * web/}, and of Lit's WebJars the modules that browsers load.
 */
final class WebFiles {
  private static final String WEB = "web/";
  private static final String WEBJARS = "META-INF/resources/webjars/";

  /** The folders of the WebJars, and the names under which the import map knows them. */
  private static final Map<String, String> LIT =
      Map.of(
          "lit", "lit/",
          "lit-html", "lit-html/",
          "lit-element", "lit-element/",
          "lit__reactive-element", "@lit/reactive-element/");

  private final ClassLoader classes;
  private final Map<String, byte[]> files = new TreeMap<>();

  private WebFiles(ClassLoader classes) {
    this.classes = classes;
  }

  /** All files by their names, such as {@code room.html} and {@code lit/index.js}. */
  static Map<String, byte[]> load(ClassLoader classes) throws IOException {
    WebFiles found = new WebFiles(classes);
    found.below(WEB, "", false);
    for (Map.Entry<String, String> each : LIT.entrySet()) {
      found.below(WEBJARS + each.getKey() + "/", each.getValue(), true);
    }
    return found.files;
  }

  private void below(String folder, String name, boolean webjar) throws IOException {
    for (URL place : Collections.list(classes.getResources(folder))) {
      if (place.openConnection() instanceof JarURLConnection jar) {
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
          inJar(file, folder, name, webjar);
        }
      } else {
        inFolder(place, name, webjar);
      }
    }
  }

  private void inJar(JarFile jar, String folder, String name, boolean webjar) throws IOException {
    Enumeration<JarEntry> entries = jar.entries();
    while (entries.hasMoreElements()) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
        String path = entry.getName().substring(folder.length());
        if (!webjar || isModule(path)) {
          try (InputStream in = jar.getInputStream(entry)) {
            keep(name, path, webjar, in.readAllBytes());
          }
        }
      }
    }
  }

  private void inFolder(URL place, String name, boolean webjar) throws IOException {
    try (Stream<Path> paths = Files.walk(Path.of(uri(place)))) {
      Path root = Path.of(uri(place));
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String inside = root.relativize(path).toString().replace('\\', '/');
        if (!webjar || isModule(inside)) {
          keep(name, inside, webjar, Files.readAllBytes(path));
        }
      }
    }
  }

  private static URI uri(URL place) {
    try {
      return place.toURI();
    } catch (URISyntaxException impossible) {
      throw new UncheckedIOException(new IOException("Not readable: " + place, impossible));
    }
  }

  private void keep(String name, String path, boolean webjar, byte[] content) {
    // The first folder in a WebJar is its version.
    String inside = webjar ? path.substring(path.indexOf('/') + 1) : path;
    boolean ours = !webjar && (path.endsWith(".js") || path.endsWith(".css"));
    files.putIfAbsent(name + inside, ours ? LeanSource.of(content) : content);
  }

  private static boolean isModule(String path) {
    return path.endsWith(".js") && !path.contains("/development/") && !path.contains("/node/");
  }
}

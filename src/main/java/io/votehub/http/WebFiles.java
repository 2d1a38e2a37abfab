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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Reads the static files from the class path, from folders or jars: everything below {@code web/},
 * and the modules of Lit's WebJars that browsers load.
 */
final class WebFiles {
  private static final String WEB = "web/";
  private static final String WEBJARS = "META-INF/resources/webjars/";

  /** The folders to read, and the prefixes under which their files are served. */
  private static final List<Folder> FOLDERS =
      List.of(
          new Folder(WEB, "", false),
          new Folder(WEBJARS + "lit/", "lit/", true),
          new Folder(WEBJARS + "lit-html/", "lit-html/", true),
          new Folder(WEBJARS + "lit-element/", "lit-element/", true),
          new Folder(WEBJARS + "lit__reactive-element/", "@lit/reactive-element/", true));

  private record Folder(String path, String name, boolean webjar) {}

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> jars = new HashSet<>();

  private WebFiles() {}

  /** All files by their names, such as {@code room.html} and {@code lit/index.js}. */
  static Map<String, byte[]> load(ClassLoader classes) throws IOException {
    WebFiles found = new WebFiles();
    for (Folder folder : FOLDERS) {
      for (URL place : Collections.list(classes.getResources(folder.path))) {
        found.at(place, folder);
      }
    }
    return found.files;
  }

  private void at(URL place, Folder folder) throws IOException {
    if (!(place.openConnection() instanceof JarURLConnection jar)) {
      inFolder(place, folder);
    } else if (jars.add(jar.getJarFileURL().toString())) {
      // Handles all folders in one pass, because the jar has thousands of entries.
      jar.setUseCaches(false);
      try (JarFile file = jar.getJarFile()) {
        inJar(file);
      }
    }
  }

  private void inJar(JarFile jar) throws IOException {
    Enumeration<JarEntry> entries = jar.entries();
    while (entries.hasMoreElements()) {
      JarEntry entry = entries.nextElement();
      String name = entry.getName();
      if ((name.startsWith(WEB) || name.startsWith(WEBJARS)) && !entry.isDirectory()) {
        for (Folder folder : FOLDERS) {
          if (name.startsWith(folder.path)) {
            inJar(jar, entry, folder);
          }
        }
      }
    }
  }

  private void inJar(JarFile jar, JarEntry entry, Folder folder) throws IOException {
    String path = entry.getName().substring(folder.path.length());
    if (!folder.webjar || isModule(path)) {
      try (InputStream in = jar.getInputStream(entry)) {
        keep(folder, path, in.readAllBytes());
      }
    }
  }

  private void inFolder(URL place, Folder folder) throws IOException {
    try (Stream<Path> paths = Files.walk(Path.of(uri(place)))) {
      Path root = Path.of(uri(place));
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String inside = root.relativize(path).toString().replace('\\', '/');
        if (!folder.webjar || isModule(inside)) {
          keep(folder, inside, Files.readAllBytes(path));
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

  private void keep(Folder folder, String path, byte[] content) {
    // The first path segment in a WebJar is its version.
    String inside = folder.webjar ? path.substring(path.indexOf('/') + 1) : path;
    boolean ours = !folder.webjar && (path.endsWith(".js") || path.endsWith(".css"));
    files.putIfAbsent(folder.name + inside, ours ? MinifiedSource.of(content) : content);
  }

  private static boolean isModule(String path) {
    return path.endsWith(".js") && !path.contains("/development/") && !path.contains("/node/");
  }
}

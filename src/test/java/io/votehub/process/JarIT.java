package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The content of the packaged jar besides its classes, and that builds are reproducible. */
class JarIT {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Pattern BUNDLED = Pattern.compile("META-INF/maven/([^/]+)/");

  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(HubProcess.JAR.toFile());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void entriesOfTheJarHaveTheConfiguredTimestamp() throws IOException {
    List<JarEntry> ours =
        jar.stream()
            .filter(entry -> Files.exists(CLASSES.resolve(entry.getName())))
            .filter(entry -> !entry.getName().startsWith("META-INF/"))
            .toList();

    assertThat(ours).hasSizeGreaterThan(500);
    assertThat(ours).extracting(ZipEntry::getTimeLocal).containsOnly(outputTimestamp());
  }

  private static LocalDateTime outputTimestamp() throws IOException {
    Matcher stamp =
        Pattern.compile("<project.build.outputTimestamp>([^<]+)<")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(stamp.find()).isTrue();
    return LocalDateTime.ofInstant(Instant.parse(stamp.group(1)), ZoneOffset.UTC);
  }

  @Test
  void theClassArchiveIsNotInTheJar() {
    assertThat(jar.stream().map(ZipEntry::getName)).noneMatch(name -> name.endsWith(".jsa"));
  }

  @Test
  void theJarContainsLicenceAndNotice() throws IOException {
    for (String name : List.of("LICENSE", "NOTICE")) {
      assertThat(text("META-INF/" + name)).isEqualTo(Files.readAllBytes(Path.of(name)));
    }
  }

  @Test
  void theNoticeNamesBundledLibraries() throws IOException {
    String notice = Files.readString(Path.of("NOTICE"));
    List<String> groups =
        jar.stream()
            .map(entry -> BUNDLED.matcher(entry.getName()))
            .filter(Matcher::lookingAt)
            .map(found -> found.group(1))
            .filter(group -> !group.equals("io.votehub"))
            .distinct()
            .toList();

    assertThat(groups).contains("io.netty", "org.webjars.npm");
    assertThat(groups).allMatch(group -> notice.contains("(" + group + ")"));
  }

  private static byte[] text(String name) throws IOException {
    return jar.getInputStream(jar.getEntry(name)).readAllBytes();
  }
}

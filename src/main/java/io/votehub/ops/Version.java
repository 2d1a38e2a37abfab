package io.votehub.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Version and commit of this build, as written into the jar; {@code unknown} without a build. */
public record Version(String name, String version, String commit, String java) {
  private static final String RESOURCE = "/version.properties";
  private static final String UNKNOWN = "unknown";

  /** The version of the running hub. */
  public static Version current() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return new Version(
        "votehub",
        build.getProperty("git.build.version", UNKNOWN),
        build.getProperty("git.commit.id.abbrev", UNKNOWN),
        System.getProperty("java.version"));
  }

  /** The response of {@code GET /version}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("version", version);
    json.put("commit", commit);
    json.put("java", java);
    return json;
  }
}

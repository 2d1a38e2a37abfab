package io.votehub.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what is made from the table of settings: {@code conf/votehub.yaml}, and the table in
 * {@code docs/operators.md}. Run it in the project's folder after a change of {@link Setting}.
 */
final class SettingDocuments {
  static final Path TEMPLATE = Path.of("conf", "votehub.yaml");
  static final Path MANUAL = Path.of("docs", "operators.md");
  static final String HOW =
      "Made from Setting by the main method of io.votehub.config.SettingDocuments: run it in the"
          + " project's folder";

  private SettingDocuments() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(TEMPLATE, SettingListing.template());
    String page = Files.readString(MANUAL);
    int from = page.indexOf("| setting | default |");
    int to = page.indexOf("\n\n", from) + 1;
    Files.writeString(
        MANUAL, page.substring(0, from) + SettingListing.markdown() + page.substring(to));
  }
}

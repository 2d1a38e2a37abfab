package io.votehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings, and the documents that are made from it. */
class SettingTableTest extends ConfigReading {
  @Test
  void theTemplateSetsNothingAndListsEverySettingWithItsDefaultOrAValidExample() throws Exception {
    String text = SettingListing.template();
    Map<String, String> documented =
        Pattern.compile("(?m)^# ([a-z]+(?:\\.[a-z-]+)+): (.*)$")
            .matcher(text)
            .results()
            .collect(Collectors.toMap(line -> line.group(1), SettingTableTest::valueOf));

    assertThat(read(file(text), Map.of()).http()).isEqualTo(read(file(""), Map.of()).http());
    assertThat(documented).containsOnlyKeys(Setting.ALL.stream().map(Setting::name).toList());
    for (Setting<?> setting : Setting.ALL) {
      setting
          .defaultValue()
          .ifPresent(
              preset ->
                  assertThat(documented.get(setting.name()))
                      .isEqualToIgnoringCase(preset.toString()));
      setting
          .example()
          .filter(example -> !setting.type().secret())
          .ifPresent(
              example ->
                  assertThat(setting.type().reader().apply(example)).as(example).isPresent());
    }
    assertThat(text.lines()).allMatch(line -> line.isEmpty() || line.startsWith("# "));
  }

  private static String valueOf(MatchResult line) {
    return line.group(2);
  }

  @Test
  void theShippedFileAndTheManualsTableAreMadeFromTheTableOfSettings() throws IOException {
    assertThat(Files.readString(SettingDocuments.TEMPLATE))
        .as(SettingDocuments.HOW)
        .isEqualTo(SettingListing.template());
    assertThat(Files.readString(SettingDocuments.MANUAL))
        .as(SettingDocuments.HOW)
        .contains("\n\n" + SettingListing.markdown() + "\n");
  }

  @Test
  void theTableListsEverySettingOnce() throws IllegalAccessException {
    List<Object> constants =
        Arrays.stream(Setting.class.getDeclaredFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == Setting.class)
            .map(SettingTableTest::constant)
            .toList();

    assertThat(Setting.ALL).hasSameElementsAs(constants.stream().map(c -> (Setting<?>) c).toList());
    assertThat(Setting.ALL).extracting(Setting::variable).doesNotHaveDuplicates();
    assertThat(SettingListing.text())
        .contains(Setting.ALL.stream().map(Setting::variable).toList());
    assertThat(SettingListing.names()).contains(Setting.ALL.stream().map(Setting::name).toList());
  }

  private static Object constant(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException fault) {
      throw new AssertionError(fault);
    }
  }
}

package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"👏", "❤️", "👩‍🔬", "🇺🇦", "👍🏽", "☕"})
  void anEmojiIsOneHoweverManyCharactersItHas(String emoji) {
    ReactionSettings settings = ReactionSettings.DEFAULT.changed(List.of(emoji), true);

    assertThat(settings).isEqualTo(new ReactionSettings(List.of(emoji), true, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1", "👏👏", "👏!", "<b>", " ", "ü"})
  void everythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ReactionSettings.DEFAULT.changed(List.of(text), false))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aRoomOffersFiveAtMostAndEachOnce() {
    assertThat(ReactionSettings.DEFAULT.changed(List.of(), false).emoji()).isEmpty();
    for (List<?> wrong :
        List.of(
            List.of("👏", "👏"),
            List.of("👏", "🎉", "❤️", "😂", "😮", "☕"),
            List.of(7),
            Arrays.asList((Object) null))) {
      assertThatThrownBy(() -> ReactionSettings.DEFAULT.changed(wrong, false))
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void whatChangesNothingIsNoChange() {
    ReactionSettings settings = ReactionSettings.DEFAULT;

    assertThat(settings.changed(settings.emoji(), settings.toVoters())).isSameAs(settings);
    assertThat(settings.orNewer(settings.changed(List.of(), true)).emoji()).isEmpty();
  }
}

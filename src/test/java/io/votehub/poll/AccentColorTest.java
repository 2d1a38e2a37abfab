package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.votehub.poll.AccentColor.Ground;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AccentColorTest {
  @Test
  void contrastIsThatOfWcag() {
    assertThat(AccentColor.contrast(0x000000, 0xFFFFFF)).isCloseTo(21, within(0.001));
    assertThat(AccentColor.contrast(0x777777, 0xFFFFFF)).isCloseTo(4.478, within(0.001));
  }

  @Test
  void theColoursOfVotehubPass() {
    assertThat(new AccentColor(0x0E5A52).passesOn(Ground.LIGHT)).isTrue();
    assertThat(new AccentColor(0x6CC9B8).passesOn(Ground.DARK)).isTrue();
  }

  @Test
  void yellowIsRefusedOnLightAndTakenOnDarkGround() {
    AccentColor yellow = AccentColor.read("#FFD400").orElseThrow();

    assertThat(yellow.passesOn(Ground.LIGHT)).isFalse();
    assertThat(yellow.nearestOn(Ground.DARK)).isEqualTo(yellow);
  }

  @Property(tries = 2000)
  void theNearestColourCanBeReadAndIsItsOwnNearest(
      @ForAll @IntRange(max = 0xFFFFFF) int rgb, @ForAll Ground ground) {
    AccentColor colour = new AccentColor(rgb);

    AccentColor nearest = colour.nearestOn(ground);

    assertThat(nearest.contrastOn(ground)).isGreaterThanOrEqualTo(AccentColor.MIN_CONTRAST);
    assertThat(nearest.nearestOn(ground)).isEqualTo(nearest);
    assertThat(nearest.equals(colour)).isEqualTo(colour.passesOn(ground));
    assertThat(AccentColor.read(nearest.wire())).contains(nearest);
  }

  @Property(tries = 500)
  void textOnAnAccentCanBeReadToo(@ForAll @IntRange(max = 0xFFFFFF) int rgb) {
    AccentColor colour = new AccentColor(rgb);

    assertThat(AccentColor.contrast(colour.nearestOn(Ground.LIGHT).rgb(), 0xFFFFFF))
        .isGreaterThanOrEqualTo(AccentColor.MIN_CONTRAST);
    assertThat(AccentColor.contrast(colour.nearestOn(Ground.DARK).rgb(), 0x14130F))
        .isGreaterThanOrEqualTo(AccentColor.MIN_CONTRAST);
  }
}

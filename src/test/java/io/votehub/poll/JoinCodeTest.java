package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JoinCodeTest {
  @Test
  void aCodeIsReadWithoutRegardToCaseSpacesOrHyphens() {
    assertThat(JoinCode.read(" abc-2 3d ")).contains("ABC23D");
  }

  @Test
  void whatCannotBeACodeIsNone() {
    assertThat(JoinCode.read(null)).isEmpty();
    assertThat(JoinCode.read("ABC23")).isEmpty();
    assertThat(JoinCode.read("ABC23DE")).isEmpty();
    assertThat(JoinCode.read("ABC230")).as("0 is not in the alphabet").isEmpty();
    assertThat(JoinCode.read("ABC23I")).as("I is not in the alphabet").isEmpty();
    assertThat(JoinCode.read("-".repeat(1000) + "ABC23D")).isEmpty();
  }

  @Property
  void everyCodeThatIsMadeIsReadAsItself(@ForAll long seed) {
    String code = JoinCode.random(new Random(seed));
    assertThat(JoinCode.read(code)).contains(code);
  }
}

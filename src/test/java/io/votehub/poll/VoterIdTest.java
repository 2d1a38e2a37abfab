package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;

class VoterIdTest {
  @Property
  void theIdOfAMemberCarriesTheWeight(
      @ForAll @IntRange(min = 1, max = VoterId.MAX_WEIGHT) int weight, @ForAll String pseudonym) {
    String voter = VoterId.ofMember(weight, pseudonym);

    assertThat(VoterId.isMember(voter)).isTrue();
    assertThat(VoterId.weight(voter)).isEqualTo(weight);
  }

  @Property
  void anyOtherIdWeighsOne(@ForAll @AlphaChars @NumericChars @Chars({'-', '_'}) String random) {
    assertThat(VoterId.isMember(random)).isFalse();
    assertThat(VoterId.weight(random)).isEqualTo(1);
    assertThat(VoterId.weight("w" + random)).isEqualTo(1);
  }
}

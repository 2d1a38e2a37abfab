package io.votehub.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class FieldNamesTest {
  @Property
  void aNameIsTakenOnceHoweverManyThereAre(
      @ForAll @Size(max = 40)
          List<@CharRange(from = 'a', to = 'f') @StringLength(min = 1, max = 2) String> sequence) {
    FieldNames names = new FieldNames();
    Set<String> expected = new HashSet<>();

    for (String name : sequence) {
      assertThat(names.add(name)).isEqualTo(expected.add(name));
    }
  }
}

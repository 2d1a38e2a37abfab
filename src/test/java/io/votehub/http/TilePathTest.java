package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  @Test
  void anAddressTellsLevelIndexAndWidth() {
    assertThat(TilePath.parse("0/000")).contains(new TilePath(0, 0, 256));
    assertThat(TilePath.parse("1/x001/234")).contains(new TilePath(1, 1_234, 256));
    assertThat(TilePath.parse("2/x001/x000/067.p/9")).contains(new TilePath(2, 1_000_067, 9));
    assertThat(TilePath.parse("entries/255.p/255"))
        .contains(new TilePath(TilePath.ENTRIES, 255, 255));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0/",
        "0/1",
        "0/0001",
        "6/000",
        "-1/000",
        "0/x000/001",
        "0/001/002",
        "0/x001/x002/x003/004",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p",
        "0/000/",
        "entry/000",
        "0/../000"
      })
  void whatHasAnotherFormIsNone(String path) {
    assertThat(TilePath.parse(path)).isEmpty();
  }
}

package io.votehub.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  @TempDir Path folder;

  @Test
  void aFolderThatDoesNotExistHasNoDiskButOneAroundIt() {
    Path missing = folder.resolve("not/there");

    assertThat(DiskSpace.of(missing)).isEmpty();
    assertThat(DiskSpace.around(missing).map(DiskSpace::total))
        .isEqualTo(DiskSpace.of(folder).map(DiskSpace::total))
        .isPresent();
  }

  @Test
  void aDiskHasNoMoreFreeSpaceThanItHasInAll() {
    DiskSpace disk = DiskSpace.of(folder).orElseThrow();

    assertThat(disk.usable()).isBetween(0L, disk.total());
  }
}

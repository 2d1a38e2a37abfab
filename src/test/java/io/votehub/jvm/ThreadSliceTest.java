package io.votehub.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadSliceTest {
  private static final String NAME = "votehub-slice-of-a-test";
  private static final int NICENESS = 7;

  private final CountDownLatch end = new CountDownLatch(1);
  private Path thread;

  @BeforeEach
  void startThread() throws Exception {
    assumeTrue(NativeThreads.areKnown(), "Linux alone knows threads by their names");
    CountDownLatch running = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              running.countDown();
              try {
                end.await();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            },
            NAME);
    waiting.setDaemon(true);
    waiting.start();
    running.await();
    thread = Path.of("/proc/self/task").resolve(NativeThreads.named(NAME).get(0).toString());
  }

  @AfterEach
  void endThread() {
    end.countDown();
  }

  private String of(String field) throws IOException {
    return Files.readAllLines(thread.resolve("sched")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aThreadGetsShorterTurnsAndKeepsItsPriority() throws Exception {
    assumeTrue(knowsSlices(), "The kernel knows no turns of a thread's own");
    CLibrary library = CLibrary.load();
    int id = Integer.parseInt(thread.getFileName().toString());
    assertThat(library.setpriority(CLibrary.PRIO_PROCESS, id, NICENESS)).isZero();

    ThreadSlice.shorten(NAME);

    assertThat(of("se.slice")).isEqualTo("100000");
    assertThat(of("prio")).isEqualTo(Integer.toString(120 + NICENESS));
  }

  private boolean knowsSlices() throws IOException {
    return Files.exists(thread.resolve("sched"))
        && Files.readString(thread.resolve("sched")).contains("se.slice");
  }

  @Test
  void otherThreadsKeepTheirs() throws Exception {
    assumeTrue(knowsSlices(), "The kernel knows no turns of a thread's own");
    String before = of("se.slice");

    ThreadSlice.shorten("another name");

    assertThat(of("se.slice")).isEqualTo(before);
  }
}

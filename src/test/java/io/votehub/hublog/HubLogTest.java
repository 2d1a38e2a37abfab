package io.votehub.hublog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.MerkleProof;
import io.votehub.proof.MerkleTree;
import io.votehub.proof.SignedNote;
import io.votehub.proof.SigningKey;
import io.votehub.store.MemoryStore;
import io.votehub.store.StoreContract;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HubLogTest {
  private static final int MANY = 256 * 257 + 3;

  private final SigningKey key = SigningKey.fresh("vote.example.org/0a1b2c3d");
  private final MemoryStore store = new MemoryStore();
  private Vertx vertx;
  private HubLog log;

  @BeforeEach
  void begin(Vertx vertx) {
    this.vertx = vertx;
    log = another();
  }

  /** Of another instance on the same store. */
  private HubLog another() {
    return new HubLog(vertx, store, () -> Future.succeededFuture(key));
  }

  private static <T> T await(Future<T> future) {
    return StoreContract.await(future);
  }

  private static String entry(int number) {
    return "{\"at\":" + number + '}';
  }

  private void add(int from, int to) {
    IntStream.range(from, to).forEach(i -> await(store.addLogEntry(i, entry(i))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Hash root(int size) {
    MerkleTree.Builder tree = MerkleTree.builder(size);
    IntStream.range(0, size).forEach(i -> tree.add(bytes(entry(i))));
    return tree.build().root();
  }

  @Test
  void aCheckpointTellsSizeAndRootAndIsSigned() {
    add(0, 3);

    SignedNote note = SignedNote.parse(await(log.checkpoint())).orElseThrow();

    assertThat(key.verifier().hasSigned(note)).isTrue();
    assertThat(Checkpoint.parse(note.text()))
        .contains(new Checkpoint("vote.example.org/0a1b2c3d/log", 3, root(3)));
  }

  @Test
  void aLogWithoutEntriesHasTheRootOfNoLeaves() {
    assertThat(await(log.head())).isEqualTo(new HubLog.Head(0, root(0)));
  }

  @Test
  void whileItGrowsItsRootIsThatOfAllEntries() {
    int before = 0;
    for (int size : new int[] {1, 2, 255, 256, 257, 511, 512, 700, 1024, 1025}) {
      add(before, size);
      before = size;

      assertThat(await(log.head())).isEqualTo(new HubLog.Head(size, root(size)));
      assertThat(await(another().head())).isEqualTo(new HubLog.Head(size, root(size)));
    }
  }

  @Test
  void whatItWasIsProvedToBeContinued() {
    add(0, 1_025);

    for (int from : new int[] {1, 2, 100, 255, 256, 257, 512, 600, 1_024, 1_025}) {
      for (int to : new int[] {256, 257, 511, 512, 700, 1_024, 1_025}) {
        if (from <= to) {
          List<Hash> proof = await(log.consistency(from, to));

          assertThat(MerkleProof.isConsistent(from, root(from), to, root(to), proof))
              .as("%s in %s", from, to)
              .isTrue();
        }
      }
    }
  }

  @Test
  void sizesThatItNeverHadAreRefused() {
    add(0, 5);

    for (long[] sizes : new long[][] {{0, 5}, {3, 6}, {5, 3}, {-1, 2}}) {
      assertThatThrownBy(() -> await(log.consistency(sizes[0], sizes[1])))
          .isInstanceOfSatisfying(
              Refusal.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }
  }

  @Test
  void whoeverReadsTheTilesComesToTheSameRoot() {
    add(0, MANY);

    Buffer level1 = await(log.tile(1, 0, 256)).orElseThrow();

    assertThat(combined(await(log.tile(0, 0, 256)).orElseThrow()))
        .isEqualTo(level1.getBuffer(0, 32));
    assertThat(await(log.tile(2, 0, 1))).contains(combined(level1));
    assertThat(await(log.tile(1, 1, 1)))
        .contains(combined(await(log.tile(0, 256, 256)).orElseThrow()));
    assertThat(await(log.tile(0, 257, 3)).orElseThrow().getBuffer(64, 96))
        .isEqualTo(sha256(Buffer.buffer(new byte[1]).appendString(entry(MANY - 1))));
    Buffer last = Buffer.buffer();
    for (int i = MANY - 3; i < MANY; i++) {
      last.appendUnsignedShort(entry(i).length()).appendString(entry(i));
    }
    assertThat(await(log.bundle(257, 3))).contains(last);
  }

  @Test
  void tilesThatAreNotThereYetAreNotTold() {
    add(0, 300);

    assertThat(await(log.tile(0, 1, 44))).isPresent();
    assertThat(await(log.tile(0, 1, 45))).isEmpty();
    assertThat(await(log.tile(1, 0, 1))).isPresent();
    assertThat(await(log.tile(1, 0, 2))).isEmpty();
    assertThat(await(log.tile(5, 0, 1))).isEmpty();
    assertThat(await(log.tile(0, Integer.MAX_VALUE, 1))).isEmpty();
    assertThat(await(log.bundle(1, 45))).isEmpty();
  }

  @Test
  void ofManyInstancesEachAddsItsEntriesOnce() {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      HubLog one = another();
      for (int k = 0; k < 20; k++) {
        all.add(one.append("of " + i + ", " + k, 0));
      }
    }

    all.forEach(HubLogTest::await);

    List<String> entries = await(store.logEntries(0, 1_000));
    assertThat(entries).hasSize(100);
    assertThat(new HashSet<>(entries)).hasSize(100);
  }

  @Test
  void whatAnEarlierAttemptAddedIsNotAddedAgain() {
    add(0, 2);
    await(log.append("mine", 2));
    add(3, 600);

    await(log.append("mine", 2));

    assertThat(await(store.logSize())).isEqualTo(600);
  }

  /** The node above hashes that stand one after the other, a power of two of them. */
  private static Buffer combined(Buffer hashes) {
    Buffer level = hashes;
    while (level.length() > Hash.BYTES) {
      Buffer above = Buffer.buffer();
      for (int at = 0; at < level.length(); at += 2 * Hash.BYTES) {
        Buffer node = Buffer.buffer().appendByte((byte) 1);
        above.appendBuffer(sha256(node.appendBuffer(level.getBuffer(at, at + 2 * Hash.BYTES))));
      }
      level = above;
    }
    return level;
  }

  private static Buffer sha256(Buffer bytes) {
    try {
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

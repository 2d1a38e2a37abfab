package io.votehub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {
  private static byte[] leaf(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static MerkleTree tree(int size) {
    MerkleTree.Builder tree = MerkleTree.builder(0);
    IntStream.range(0, size).forEach(number -> tree.add(leaf(number)));
    return tree.build();
  }

  /** The definition of RFC 9162, section 2.1.1, word by word. */
  private static byte[] definition(List<byte[]> leaves) {
    TreeHasher hasher = new TreeHasher();
    if (leaves.isEmpty()) {
      return hasher.empty();
    }
    if (leaves.size() == 1) {
      return hasher.leaf(leaves.get(0), 0, leaves.get(0).length);
    }
    int k = 1;
    while (2 * k < leaves.size()) {
      k *= 2;
    }
    return hasher.node(
        definition(leaves.subList(0, k)), definition(leaves.subList(k, leaves.size())));
  }

  @Test
  void rootsAreThoseOfTheReferenceTreesOfCertificateTransparency() {
    String[] leaves = {
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f"
    };
    String[] roots = {
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };
    MerkleTree.Builder tree = MerkleTree.builder(leaves.length);
    TreeRoot streamed = new TreeRoot();

    assertThat(MerkleTree.builder(0).build().root().bytes())
        .asHexString()
        .isEqualToIgnoringCase(roots[0]);
    for (int i = 0; i < leaves.length; i++) {
      byte[] leaf = HexFormat.of().parseHex(leaves[i]);
      tree.add(leaf);
      streamed.add(leaf);
      assertThat(streamed.root().bytes()).asHexString().isEqualToIgnoringCase(roots[i + 1]);
    }
    assertThat(tree.build().root()).isEqualTo(streamed.root());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 127, 128, 129, 1_000})
  void aTreeAndAPassingRootAgreeWithTheDefinition(int size) {
    List<byte[]> leaves = IntStream.range(0, size).mapToObj(MerkleTreeTest::leaf).toList();
    TreeRoot passing = new TreeRoot();
    leaves.forEach(passing::add);

    assertThat(tree(size).root().bytes()).isEqualTo(definition(leaves));
    assertThat(passing.root()).isEqualTo(tree(size).root());
    assertThat(passing.size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 127, 128, 129})
  void everyLeafIsProvedAndNoOtherLeafPlaceOrPathIs(int size) {
    MerkleTree tree = tree(size);

    for (int index = 0; index < size; index++) {
      List<Hash> path = tree.inclusion(index);
      assertThat(MerkleProof.rootOf(leaf(index), index, size, path)).hasValue(tree.root());
      assertThat(MerkleProof.rootOf(leaf(size), index, size, path))
          .isNotEqualTo(java.util.Optional.of(tree.root()));
      assertThat(MerkleProof.rootOf(leaf(index), size, size, path)).isEmpty();
      List<Hash> longer = new ArrayList<>(path);
      longer.add(tree.root());
      assertThat(MerkleProof.rootOf(leaf(index), index, size, longer)).isEmpty();
      if (size > 1) {
        assertThat(MerkleProof.rootOf(leaf(index), index, size, path.subList(1, path.size())))
            .isEmpty();
        assertThat(
                MerkleProof.rootOf(leaf(index), (index + 1) % size, size, path)
                    .equals(java.util.Optional.of(tree.root())))
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 127, 128, 129})
  void everyTreeContinuesEachSmallerOneAndNoOther(int size) {
    MerkleTree tree = tree(size);

    for (int from = 1; from <= size; from++) {
      List<Hash> proof = tree.consistency(from);
      Hash root = tree(from).root();
      assertThat(MerkleProof.isConsistent(from, root, size, tree.root(), proof)).isTrue();
      Hash other = Hash.of(definition(List.of(leaf(-1))));
      assertThat(MerkleProof.isConsistent(from, other, size, tree.root(), proof)).isFalse();
      assertThat(MerkleProof.isConsistent(from, root, size, other, proof)).isFalse();
      assertThat(MerkleProof.isConsistent(size + 1, root, size, tree.root(), proof)).isFalse();
    }
  }

  @Property(tries = 60)
  void aChangedHashOfAProofIsNoProof(
      @ForAll @IntRange(min = 2, max = 3_000) int size, @ForAll int chosen) {
    MerkleTree tree = tree(size);
    int index = Math.floorMod(chosen, size);
    List<Hash> path = new ArrayList<>(tree.inclusion(index));
    byte[] changed = path.get(Math.floorMod(chosen, path.size())).bytes();
    changed[Math.floorMod(chosen, Hash.BYTES)] ^= 1;
    path.set(Math.floorMod(chosen, path.size()), Hash.of(changed));

    assertThat(MerkleProof.rootOf(leaf(index), index, size, path).filter(tree.root()::equals))
        .isEmpty();
  }

  @Test
  void aHundredThousandLeavesAreProved() {
    MerkleTree tree = tree(100_000);

    for (int index = 0; index < tree.size(); index += 997) {
      assertThat(MerkleProof.rootOf(leaf(index), index, tree.size(), tree.inclusion(index)))
          .hasValue(tree.root());
    }
    assertThat(
            MerkleProof.isConsistent(
                77_777, tree(77_777).root(), 100_000, tree.root(), tree.consistency(77_777)))
        .isTrue();
  }

  @Test
  void placesThatATreeDoesNotHaveAreRefused() {
    assertThatThrownBy(() -> tree(3).inclusion(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree(3).consistency(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree(3).consistency(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Property(tries = 50)
  void tagsAreSortedByTheirBytesInWhateverOrderTheyCome(
      @ForAll @IntRange(max = 2_000) int size, @ForAll byte alike) {
    // Many begin alike, so that their first bits do not bring them into order.
    Hash[] tags = new Hash[size];
    for (int i = 0; i < size; i++) {
      byte[] tag = Hash.of(definition(List.of(leaf(i)))).bytes();
      if (i % 3 == 0) {
        Arrays.fill(tag, 0, 8, alike);
      }
      tags[i] = Hash.of(tag);
    }
    ByteBuffer all = ByteBuffer.allocate(size * Hash.BYTES);
    Arrays.stream(tags).forEach(tag -> all.put(tag.bytes()));

    TagList sorted = TagList.sorted(all.array());

    Arrays.sort(tags);
    assertThat(IntStream.range(0, size).mapToObj(sorted::at)).containsExactly(tags);
    assertThat(sorted.isStrictlyAscending()).isTrue();
    for (int i = 0; i < size; i += 7) {
      assertThat(sorted.indexOf(tags[i])).isEqualTo(i);
    }
    assertThat(sorted.indexOf(Hash.of(definition(List.of(leaf(-1)))))).isNegative();
    assertThat(TagList.ofLines(sorted.lines(0, size)).bytes(0, size))
        .isEqualTo(sorted.bytes(0, size));
  }

  @Test
  void equalTagsAreRefused() {
    byte[] twice = new byte[3 * Hash.BYTES];
    twice[Hash.BYTES] = 1;

    assertThatThrownBy(() -> TagList.sorted(twice)).isInstanceOf(TagList.EqualTagsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_094, 4_095, 4_096, 8_190, 8_191, 8_192, 20_000})
  void aTreeInPiecesIsTheSameTree(int size) {
    ByteBuffer all = ByteBuffer.allocate(size * Hash.BYTES);
    IntStream.range(0, size).forEach(i -> all.put(definition(List.of(leaf(i)))));
    TagList tags = TagList.sorted(all.array());
    MerkleTree.Builder whole = MerkleTree.builder(0).add("{}".getBytes(StandardCharsets.UTF_8));
    IntStream.range(0, size).forEach(i -> whole.add(tags.at(i).bytes()));
    MerkleTree tree = whole.build();

    SealTree pieces = SealTree.of("{}", tags);

    assertThat(pieces.root()).isEqualTo(tree.root());
    assertThat(pieces.size()).isEqualTo(tree.size());
    for (int tag = 0; tag < size; tag += 1 + size / 40) {
      MerkleTree piece = SealTree.piece("{}", SealTree.pieceOf(tag), tags);
      assertThat(pieces.inclusion(tag, piece)).isEqualTo(tree.inclusion(tag + 1));
    }
  }
}

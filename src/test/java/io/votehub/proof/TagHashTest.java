package io.votehub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Mark;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagHashTest {
  private static final String RECEIPT = "0123456789ABCDEF";

  @Property(tries = 50)
  void aTagIsTheHashOfPollMarkAndReceipt(@ForAll long high, @ForAll long low) throws Exception {
    Mark mark = new Mark(high, low);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("votehub/tag/1\npoll-1\n".getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(Base64.getUrlDecoder().decode(mark.text()));
    all.writeBytes(RECEIPT.getBytes(StandardCharsets.US_ASCII));

    byte[] expected = MessageDigest.getInstance("SHA-256").digest(all.toByteArray());

    assertThat(new TagHash().of("poll-1", mark, RECEIPT)).isEqualTo(expected);
  }

  /** Computed by sha256sum. */
  @Test
  void aBallotWithoutAMarkHasTheTagOfAnEmptyOne() {
    assertThat(new TagHash().text("p", null, RECEIPT))
        .isEqualTo("9weiHJgZOBrT7FfID-oCAXLKq7voGY31lqNWnnvW384");
  }

  /** Computed by sha256sum, of 16 bytes of 0. */
  @Test
  void aMarkOfZerosIsNotTheEmptyOne() {
    assertThat(new TagHash().text("p", new Mark(0, 0), RECEIPT))
        .isEqualTo("4A-vxP7neFz7ScrUKZ9tv9Nk7MevBNxhrnUVbu_yFRg");
  }

  @Property(tries = 50)
  void oneHashComputesManyTags(@ForAll long high, @ForAll long low) {
    TagHash hash = new TagHash();
    String first = hash.text("p", new Mark(high, low), RECEIPT);
    hash.text("q", new Mark(low, high), RECEIPT);

    assertThat(hash.text("p", new Mark(high, low), RECEIPT)).isEqualTo(first).hasSize(43);
  }

  @Property(tries = 50)
  void aTagIsReadFromItsText(@ForAll long high, @ForAll long low) {
    byte[] tag = new TagHash().of("p", new Mark(high, low), RECEIPT);

    assertThat(TagHash.read(TagHash.text(tag))).get().isEqualTo(tag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+A"
      })
  void whatIsNoTagIsNotRead(String text) {
    assertThat(TagHash.read(text)).isEmpty();
  }
}

package io.votehub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;

/** Importing accounts of other systems, whose passwords are bcrypt hashes. */
class AccountsFileTest {
  private static final String PASSWORD = "violet tractor";
  private static final String HASH = bcrypt(PASSWORD, 4);

  private static String bcrypt(String password, int cost) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return OpenBSDBCrypt.generate("2b", bytes, new byte[16], cost);
  }

  private static AccountsFile.Contents read(String text) throws IOException {
    return AccountsFile.read(new BufferedReader(new StringReader(text)));
  }

  @Test
  void tablesAndJsonLinesAreRead() throws IOException {
    AccountsFile.Contents table =
        read("\uFEFFhash,Mail,name\n" + HASH + ",Ada@Example.org,\"Lovelace, \"\"Ada\"\"\"\n\n");
    AccountsFile.Contents lines =
        read("{\"mail\":\"ada@example.org\",\"hash\":\"" + HASH + "\"}\n");

    assertThat(table.faults()).isEmpty();
    assertThat(table.people())
        .containsExactly(
            new AccountsFile.Person("ada@example.org", Optional.of("Lovelace, \"Ada\""), HASH));
    assertThat(lines.people())
        .containsExactly(new AccountsFile.Person("ada@example.org", Optional.empty(), HASH));
  }

  @Test
  void eachLineThatCannotBeUsedIsNamed() throws IOException {
    AccountsFile.Contents read =
        read(
            "mail;name;hash\nnobody;x;"
                + HASH
                + "\na@example.org;x;plain text\nb@example.org;x;"
                + bcrypt(PASSWORD, 4).replace("$04$", "$15$")
                + "\n{no json\n");

    assertThat(read.faults())
        .hasSize(4)
        .anyMatch(each -> each.startsWith("Line 2: not a mail address"))
        .anyMatch(each -> each.startsWith("Line 3: not a bcrypt hash"))
        .anyMatch(each -> each.startsWith("Line 4: not a bcrypt hash"))
        .anyMatch(each -> each.startsWith("Line 5: not JSON"));
    assertThat(read("name\nx\n").faults()).first().asString().contains("heading");
  }

  @Test
  void anImportedPasswordIsCheckedAndThenOutdated() {
    PasswordHash hashes = new PasswordHash(new byte[32]);

    assertThat(hashes.matches(PASSWORD, HASH)).isTrue();
    assertThat(hashes.matches(PASSWORD + "!", HASH)).isFalse();
    assertThat(hashes.matches("", HASH)).isFalse();
    assertThat(PasswordHash.isOutdated(HASH)).isTrue();
    String other = HASH.replace("$2b$", "$2y$");
    assertThat(hashes.matches(PASSWORD, other)).as("as PHP writes it").isTrue();
    String longer = "x".repeat(72);
    assertThat(hashes.matches(longer + "more", bcrypt(longer, 4)))
        .as("bcrypt takes 72 bytes, as where the hash was made")
        .isTrue();
    assertThat(hashes.matches(PASSWORD + "\0", HASH)).isFalse();
  }

  @Test
  void aHashThatWouldKeepTheHubBusyIsNotComputed() {
    String costly = HASH.replace("$04$", "$31$");

    assertThat(PasswordHash.isImportable(costly)).isFalse();
    assertThat(new PasswordHash(new byte[32]).matches(PASSWORD, costly)).isFalse();
  }
}

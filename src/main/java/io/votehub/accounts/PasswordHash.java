package io.votehub.accounts;

import io.votehub.identity.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords by Argon2id (RFC 9106), with the parameters that OWASP recommends and a pepper
 * from the hub's key. Takes some 50 ms and {@value #MEMORY_KIB} KiB: never call it on an event
 * loop. Thread-safe.
 *
 * @see <a href="https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md">PHC
 *     strings</a>
 */
final class PasswordHash {
  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int SALT_BYTES = 16;
  private static final int TAG_BYTES = 32;

  /** So that a damaged record cannot make the hub compute for hours. */
  private static final int MOST_MEMORY_KIB = 1 << 20;

  private static final int MOST_ITERATIONS = 64;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** Hashes of other systems; 22 characters of salt and 31 of the hash. */
  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");

  private static final String BCRYPT_PREFIX = "$2";

  /** Each step doubles the time; this takes about a second. */
  private static final int MOST_BCRYPT_COST = 14;

  private static final int BCRYPT_BYTES = 72;

  private final byte[] pepper;

  PasswordHash(byte[] pepper) {
    this.pepper = pepper.clone();
  }

  /** A new hash as a PHC string. */
  String hash(String password) {
    return hash(password, Digests.random(SALT_BYTES));
  }

  private String hash(String password, byte[] salt) {
    byte[] tag = tag(password, salt, MEMORY_KIB, ITERATIONS, PARALLELISM, TAG_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return parameters() + base64.encodeToString(salt) + '$' + base64.encodeToString(tag);
  }

  /**
   * New hashes with one salt, in the order of the secrets, so that {@link #find} computes one hash
   * and not one for each. For random secrets alone: equal ones have equal hashes.
   */
  List<String> hashTogether(List<String> secrets) {
    byte[] salt = Digests.random(SALT_BYTES);
    return secrets.stream().map(secret -> hash(secret, salt)).toList();
  }

  /** Which of the hashes is that of a secret; empty if none is. */
  Optional<String> find(String secret, List<String> known) {
    Map<String, List<String>> bySalt =
        known.stream()
            .collect(Collectors.groupingBy(phc -> phc.substring(0, phc.lastIndexOf('$') + 1)));
    return bySalt.values().stream().flatMap(alike -> fitting(secret, alike).stream()).findFirst();
  }

  /**
   * @param alike hashes with the same parameters and salt
   */
  private Optional<String> fitting(String secret, List<String> alike) {
    Matcher read = PHC.matcher(alike.get(0));
    if (!isSane(read)) {
      return Optional.empty();
    }
    byte[] tag = tag(secret, read);
    return alike.stream().filter(phc -> MessageDigest.isEqual(tag, tagOf(phc))).findFirst();
  }

  private static byte[] tagOf(String phc) {
    return Base64.getDecoder().decode(phc.substring(phc.lastIndexOf('$') + 1));
  }

  /** Whether a bcrypt hash can be imported: it must not take long to check. */
  static boolean isImportable(String hash) {
    Matcher read = BCRYPT.matcher(hash);
    return read.matches() && Integer.parseInt(read.group(1)) <= MOST_BCRYPT_COST;
  }

  /**
   * bcrypt takes the first 72 bytes of a password, as where the hash was made; it has no pepper.
   */
  private static boolean matchesBcrypt(String password, String hash) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    // A zero byte would end the password.
    return isImportable(hash)
        && password.indexOf('\0') < 0
        && OpenBSDBCrypt.checkPassword(
            hash, Arrays.copyOf(bytes, Math.min(bytes.length, BCRYPT_BYTES)));
  }

  /** Whether the password is the one of that hash; false for a hash of another form. */
  boolean matches(String password, String phc) {
    if (phc.startsWith(BCRYPT_PREFIX)) {
      return matchesBcrypt(password, phc);
    }
    Matcher read = PHC.matcher(phc);
    return isSane(read) && MessageDigest.isEqual(tagOf(phc), tag(password, read));
  }

  /** Whether a hash has the form of this class, and takes no longer to compute than is sensible. */
  private static boolean isSane(Matcher read) {
    if (!read.matches()) {
      return false;
    }
    int memory = Integer.parseInt(read.group(1));
    int iterations = Integer.parseInt(read.group(2));
    int lanes = Integer.parseInt(read.group(3));
    return memory <= MOST_MEMORY_KIB && lanes >= 1 && memory >= 8 * lanes && iterations >= 1;
  }

  /** The tag of a password with the parameters and the salt of a hash. */
  private byte[] tag(String password, Matcher read) {
    return tag(
        password,
        Base64.getDecoder().decode(read.group(4)),
        Integer.parseInt(read.group(1)),
        Math.min(Integer.parseInt(read.group(2)), MOST_ITERATIONS),
        Integer.parseInt(read.group(3)),
        Base64.getDecoder().decode(read.group(5)).length);
  }

  /** Whether a hash was made with other parameters than those of today. */
  static boolean isOutdated(String phc) {
    return !phc.startsWith(parameters());
  }

  private static String parameters() {
    return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + PARALLELISM + '$';
  }

  private byte[] tag(
      String password, byte[] salt, int memory, int iterations, int lanes, int length) {
    // The same password may be typed as different sequences of characters.
    String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    byte[] peppered = new HmacSha256(pepper).of(normal);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] tag = new byte[length];
    generator.generateBytes(peppered, tag);
    return tag;
  }
}

package io.votehub.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate made by the JDK's keytool, in PEM files.
 *
 * @param certificate also what others trust
 */
record SelfSigned(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /**
   * @param name also the names of its files
   * @param subject such as {@code ip:127.0.0.1} or {@code dns:redis.example}
   */
  static SelfSigned make(Path folder, String name, String subject)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair -alias it -keyalg EC -groupname secp256r1 -validity 2 -storetype PKCS12"
            + (" -dname CN=" + name + " -ext san=" + subject),
        store);
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, PASSWORD.toCharArray());
    }
    Key key = made.getKey("it", PASSWORD.toCharArray());
    return new SelfSigned(
        pem(folder.resolve(name + ".pem"), "CERTIFICATE", made.getCertificate("it").getEncoded()),
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded()));
  }

  private static void keytool(String options, Path store) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String all = options + " -storepass " + PASSWORD + " -keystore " + store;
    List<String> command = List.of((tool + " " + all).split(" "));
    File log = store.resolveSibling(store.getFileName() + ".log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(log.toPath()));
    }
  }

  private static Path pem(Path file, String kind, byte... bytes) throws IOException {
    String text =
        "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + kind;
    return Files.writeString(file, text + "-----\n");
  }
}

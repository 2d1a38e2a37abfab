package io.votehub;

import io.votehub.poll.Mark;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.InclusionProof;
import io.votehub.proof.TagHash;
import io.votehub.proof.UnreadableProofException;
import io.votehub.proof.VerifierKey;
import io.votehub.verify.ArchiveVerifier;
import io.votehub.verify.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code votehub verify}: verifies an archive of a seal, and the proof that a ballot is in it. Ends
 * with 0 if everything that was checked holds, with 1 if something does not, and with 2 if what was
 * given cannot be read.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies a proof.zip, or the proof that a ballot is in a sealed result. Needs no hub.",
      "Ends with 0 if everything holds, 1 if something does not, 2 if it cannot be read."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 1 << 30;
  private static final int UNREADABLE = 2;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "ARCHIVE", description = "proof.zip")
  private Path archive;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "The public key that you trust, NAME+ID+KEY. Without it an archive proves only that",
        "nothing was changed since it was signed."
      })
  private Path key;

  @Option(names = "--proof", paramLabel = "FILE", description = "The proof of one ballot.")
  private Path proof;

  @Option(names = "--tag", paramLabel = "TAG", description = "That ballot's tag.")
  private String tag;

  @Option(
      names = "--mark",
      paramLabel = "MARK",
      description = "Instead of the tag: the mark that the phone made,")
  private String mark;

  @Option(names = "--receipt", paramLabel = "RECEIPT", description = "and the hub's receipt.")
  private String receipt;

  @Override
  public Integer call() {
    if ((archive == null && proof == null) || (proof != null && tag == null && receipt == null)) {
      spec.commandLine().usage(spec.commandLine().getErr());
      return UNREADABLE;
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      return say(out, findings());
    } catch (UnreadableProofException fault) {
      out.println("unreadable: " + fault.getMessage());
      return UNREADABLE;
    }
  }

  private List<Findings> findings() {
    ArchiveVerifier verifier = new ArchiveVerifier(trusted());
    Optional<byte[]> zip = Optional.ofNullable(archive).map(VerifyCommand::content);
    List<Findings> all = new ArrayList<>();
    zip.ifPresent(bytes -> all.add(verifier.verify(bytes)));
    if (proof != null) {
      String text = new String(content(proof), StandardCharsets.UTF_8);
      all.add(verifier.verifyProof(text, tagBytes(text), zip));
    }
    return all;
  }

  private Optional<VerifierKey> trusted() {
    if (key == null) {
      return Optional.empty();
    }
    String text = new String(content(key), StandardCharsets.UTF_8).strip();
    return Optional.of(
        VerifierKey.parse(text)
            .orElseThrow(() -> new UnreadableProofException(key + " has no public key")));
  }

  private byte[] tagBytes(String text) {
    if (tag != null) {
      return Hash.ofBase64Url(tag)
          .orElseThrow(() -> new UnreadableProofException("That is no tag"))
          .bytes();
    }
    Optional<Mark> made = Optional.ofNullable(mark).map(VerifyCommand::mark);
    return new TagHash().of(poll(text), made.orElse(null), receipt);
  }

  private static Mark mark(String text) {
    return Mark.read(text).orElseThrow(() -> new UnreadableProofException("That is no mark"));
  }

  /** The poll of a proof, from its checkpoint's origin. */
  private static String poll(String text) {
    return InclusionProof.parse(text)
        .flatMap(read -> Checkpoint.parse(read.checkpoint().text()))
        .map(read -> read.origin().split("/polls/", 2))
        .filter(parts -> parts.length == 2)
        .map(parts -> parts[1].split("/", 2)[0])
        .orElseThrow(() -> new UnreadableProofException("This is not the proof of a ballot"));
  }

  private static byte[] content(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES);
      if (in.read() >= 0) {
        throw new UnreadableProofException(file + " is larger than " + MAX_BYTES + " bytes");
      }
      return content;
    } catch (IOException fault) {
      throw new UnreadableProofException(file + " cannot be read: " + fault.getMessage());
    }
  }

  private static int say(PrintWriter out, List<Findings> all) {
    boolean holds = true;
    for (Findings findings : all) {
      holds &= findings.hold();
      findings.list().forEach(each -> out.printf("%-5s %s%n", word(each.kind()), each.sentence()));
    }
    out.println(
        holds ? "TRUE: everything that was checked holds" : "FALSE: this is not what was sealed");
    out.flush();
    return holds ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static String word(Findings.Kind kind) {
    return switch (kind) {
      case HOLDS -> "ok";
      case FAULT -> "FAULT";
      case NOTE -> "note";
    };
  }
}

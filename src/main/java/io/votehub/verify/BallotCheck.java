package io.votehub.verify;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.proof.BallotLine;
import io.votehub.proof.CanonicalJson;
import io.votehub.proof.Hash;
import io.votehub.proof.Manifest;
import io.votehub.proof.TreeRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Checks the ballots of an archive, and counts them anew. */
final class BallotCheck {
  private static final String BALLOTS = "ballots";

  private BallotCheck() {}

  static void run(Findings findings, Manifest manifest, Optional<List<String>> ballots) {
    boolean isPublic = BALLOTS.equals(manifest.proof());
    if (isPublic != ballots.isPresent()) {
      findings.fault(
          isPublic ? "the ballots are missing" : "there are ballots that should not be public");
    } else if (ballots.isEmpty()) {
      findings.note("the ballots of this poll are not public: nothing was counted anew");
    } else {
      findings
          .check(
              "the " + manifest.ballots() + " ballots are those that were sealed",
              () -> counted(manifest, ballots.get()))
          .ifPresent(result -> compare(findings, manifest, result));
    }
  }

  private static Map<String, Object> counted(Manifest manifest, List<String> lines)
      throws FaultException {
    FaultException.unless(
        lines.size() == manifest.ballots(),
        "there are " + lines.size() + " ballots, not " + manifest.ballots());
    TreeRoot root = new TreeRoot();
    SealedPoll poll = SealedPoll.of(manifest);
    Hash before = null;
    int number = 0;
    for (String line : lines) {
      number++;
      Hash hash = BallotLine.leafHash(line);
      FaultException.unless(
          before == null || before.compareTo(hash) <= 0, "the ballots are not in their order");
      before = hash;
      root.add(line.getBytes(StandardCharsets.UTF_8));
      try {
        FaultException.unless(CanonicalJson.isCanonical(line), fault(number));
        poll.add(Json.readObject(line));
      } catch (BadJsonException | IllegalArgumentException fault) {
        throw new FaultException(fault(number));
      }
    }
    FaultException.unless(
        manifest.ballotsRoot().map(root.root()::equals).orElse(false),
        "the ballots are not those that were sealed");
    FaultException.unless(
        poll.weight() == manifest.weight(), "the weights of the ballots have another sum");
    return poll.result();
  }

  private static String fault(int number) {
    return "line " + number + " of the ballots is no ballot of this poll";
  }

  private static void compare(Findings findings, Manifest manifest, Map<String, Object> counted) {
    Map<?, ?> result = manifest.all().get("result") instanceof Map<?, ?> map ? map : Map.of();
    findings.check(
        "counting the ballots anew gives the sealed result",
        () -> {
          for (Map.Entry<String, Object> each : counted.entrySet()) {
            FaultException.unless(
                result.containsKey(each.getKey())
                    && CanonicalJson.write(result.get(each.getKey()))
                        .equals(CanonicalJson.write(each.getValue())),
                "the ballots give another result: " + each.getKey() + " differs");
          }
          return counted;
        });
    TreeSet<String> rest = new TreeSet<>();
    result.keySet().forEach(name -> rest.add((String) name));
    rest.removeAll(counted.keySet());
    if (!rest.isEmpty()) {
      findings.note("not counted anew: " + String.join(", ", rest));
    }
  }
}

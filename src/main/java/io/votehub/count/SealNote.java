package io.votehub.count;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.proof.Hash;
import io.votehub.proof.SealTree;
import io.votehub.proof.SignedNote;
import io.votehub.proof.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a seal beside its tags.
 *
 * @param number of the seal
 * @param epoch of the poll in which it was made
 * @param previous the epoch of the seal before it; 0 for the first
 * @param manifest in canonical JSON
 * @param checkpoint signed
 * @param key that signed it
 * @param salt the leaf before the ballots, in base64url; empty where ballots are public or secret
 * @param tags how many tags there are
 * @param tagsCrc the CRC-32 of {@code tags.txt}
 * @param pieces the roots of the tree's pieces
 * @param firsts the first tag of each piece, in base64url; empty where a piece has none
 */
public record SealNote(
    int number,
    int epoch,
    int previous,
    String manifest,
    SignedNote checkpoint,
    VerifierKey key,
    Optional<String> salt,
    int tags,
    int tagsCrc,
    List<Hash> pieces,
    List<String> firsts) {
  public SealNote {
    pieces = List.copyOf(pieces);
    firsts = List.copyOf(firsts);
  }

  String text() {
    JsonObject json =
        new JsonObject()
            .put("number", number)
            .put("epoch", epoch)
            .put("previous", previous)
            .put("manifest", manifest)
            .put("checkpoint", checkpoint.note())
            .put("key", key.text())
            .put("tags", tags)
            .put("tagsCrc", tagsCrc)
            .put("pieces", new JsonArray(pieces.stream().map(Hash::base64Url).toList()))
            .put("firsts", new JsonArray(firsts));
    salt.ifPresent(known -> json.put("salt", known));
    return json.encode();
  }

  static SealNote of(String text) {
    JsonObject json = new JsonObject(text);
    List<Hash> pieces = new ArrayList<>();
    json.getJsonArray("pieces")
        .forEach(each -> pieces.add(Hash.ofBase64Url((String) each).orElseThrow()));
    return new SealNote(
        json.getInteger("number"),
        json.getInteger("epoch"),
        json.getInteger("previous"),
        json.getString("manifest"),
        SignedNote.parse(json.getString("checkpoint")).orElseThrow(),
        VerifierKey.parse(json.getString("key")).orElseThrow(),
        Optional.ofNullable(json.getString("salt")),
        json.getInteger("tags"),
        json.getInteger("tagsCrc"),
        pieces,
        json.getJsonArray("firsts").stream().map(String.class::cast).toList());
  }

  /** The tree of the seal. */
  public SealTree tree() {
    return SealTree.of(tags, pieces);
  }

  /** The piece in which a tag stands if it is among the tags. */
  int pieceOf(Hash tag) {
    int piece = 0;
    for (int i = 1; i < firsts.size(); i++) {
      boolean before =
          Hash.ofBase64Url(firsts.get(i)).filter(first -> first.compareTo(tag) <= 0).isPresent();
      piece = before ? i : piece;
    }
    return piece;
  }
}

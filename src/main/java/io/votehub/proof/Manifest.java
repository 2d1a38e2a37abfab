package io.votehub.proof;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a seal says of a poll, as far as a verifier needs it apart; {@code docs/proof-format.md} has
 * the whole.
 *
 * @param hub the name of the key that signs
 * @param poll the poll's id
 * @param seal its number, from 1
 * @param ballots how many ballots stand
 * @param weight the sum of their weights
 * @param proof {@code receipts} or {@code ballots}
 * @param ballotsRoot the root over the ballots; empty of a secret poll
 * @param all every member, as JSON values
 */
public record Manifest(
    String hub,
    String poll,
    int seal,
    long ballots,
    long weight,
    String proof,
    Optional<Hash> ballotsRoot,
    Map<String, Object> all) {
  private static final String FORMAT = "votehub/seal/1";

  /**
   * The manifest of a poll that is closed, in canonical JSON.
   *
   * @param sealedAt UTC milliseconds since the epoch
   * @param result empty where it consists of texts that people wrote
   */
  public static String write(
      String hub,
      Poll poll,
      int seal,
      long sealedAt,
      long ballots,
      long weight,
      Optional<Map<String, Object>> result,
      Optional<Hash> ballotsRoot) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("hub", hub);
    json.put("poll", poll.id());
    json.put("run", poll.run());
    json.put("room", poll.room());
    json.put("seal", seal);
    json.put("question", poll.question());
    json.put("method", poll.method());
    json.put("options", poll.options().stream().map(Manifest::option).toList());
    json.put("settings", settings(poll));
    poll.times().openedAt().ifPresent(at -> json.put("openedAt", at));
    poll.times().closedAt().ifPresent(at -> json.put("closedAt", at));
    json.put("sealedAt", sealedAt);
    if (poll.electorate().isPresent()) {
      json.put("weighted", true);
    }
    json.put("ballots", ballots);
    json.put("weight", weight);
    result.ifPresent(known -> json.put("result", known));
    json.put("proof", poll.settings().proof().wire());
    ballotsRoot.ifPresent(root -> json.put("ballotsRoot", root.base64Url()));
    return CanonicalJson.write(json);
  }

  private static Map<String, Object> option(Option option) {
    return Map.of("id", option.id(), "label", option.label());
  }

  private static Map<String, Object> settings(Poll poll) {
    Map<String, Object> settings = new LinkedHashMap<>(poll.settings().own());
    if (poll.settings().abstain()) {
      settings.put("abstain", true);
    }
    return settings;
  }

  /**
   * Reads a manifest.
   *
   * @throws UnreadableProofException if it is not canonical, of another format, or lacks a member
   */
  public static Manifest read(String text) {
    Map<String, Object> json;
    try {
      json = Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new UnreadableProofException("The manifest is not JSON: " + fault.getMessage());
    }
    if (!CanonicalJson.isCanonical(text) || !FORMAT.equals(json.get("format"))) {
      throw new UnreadableProofException("The manifest is not canonical, or of another format");
    }
    return new Manifest(
        member(json, "hub", String.class),
        member(json, "poll", String.class),
        member(json, "seal", Integer.class),
        member(json, "ballots", Number.class).longValue(),
        member(json, "weight", Number.class).longValue(),
        member(json, "proof", String.class),
        json.containsKey("ballotsRoot")
            ? Optional.of(root(member(json, "ballotsRoot", String.class)))
            : Optional.empty(),
        json);
  }

  private static Hash root(String text) {
    return Hash.ofBase64Url(text)
        .orElseThrow(() -> new UnreadableProofException("ballotsRoot is no hash"));
  }

  private static <T> T member(Map<String, Object> json, String name, Class<T> type) {
    Object value = json.get(name);
    if (!type.isInstance(value)) {
      throw new UnreadableProofException("The manifest has no proper " + name);
    }
    return type.cast(value);
  }
}

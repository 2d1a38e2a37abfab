package io.votehub.people;

import java.util.Optional;

/**
 * An account is to be erased. Signing in before the time takes that back.
 *
 * @param askedAt UTC milliseconds since the epoch
 * @param dueAt when it may be erased, UTC milliseconds since the epoch
 * @param offer to whom its rooms are offered; empty if they are deleted with it
 * @param heir the id of the account that said yes and gets its rooms; empty as long as none did
 * @param language of the mails that tell of it, such as {@code de}
 */
public record Erasure(
    long askedAt, long dueAt, Optional<Offer> offer, Optional<String> heir, String language) {
  /**
   * The rooms of the account are offered to the owner of a mail address.
   *
   * @param mailHash the keyed hash of that address
   */
  public record Offer(String id, String mailHash) {}

  /** The same after somebody accepted the offer, or took that back. */
  public Erasure withHeir(Optional<String> now) {
    return new Erasure(askedAt, dueAt, offer, now, language);
  }

  /** The same without the offer, so that the rooms are deleted. */
  public Erasure withoutOffer() {
    return new Erasure(askedAt, dueAt, Optional.empty(), Optional.empty(), language);
  }

  /** Whether its rooms are offered under that id. */
  public boolean offers(String id) {
    return offer.filter(each -> each.id().equals(id)).isPresent();
  }
}

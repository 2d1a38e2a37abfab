package io.votehub.model;

/** A rule of the protocol that can be disabled, to show that it is necessary. */
enum Rule {
  LOOK("the look at the store's epoch between append and confirm"),
  LOOK_AT_REPEAT("the same look before a repeat is acknowledged"),
  REPEAT_PENDING("that a repeat of a pending ballot is recorded again"),
  RAISE_FIRST("that a rebuild raises the epoch before it reads the journal"),
  OWN_EPOCH("that a rebuild writes validity down only if the epoch is still its own"),
  HOLES("the holes in what is written down as valid"),
  VOID("that what lands late in an epoch that is over is void"),
  LOCK_TOKEN("the lock's token at the install"),
  RUN_ID("that a page of another server's run is not believed"),
  CONFLICT("that an append sees another ballot under its key"),
  STORE_FIRST("that a poll is closed in the store before it is closed in the ledger"),
  CLOSE_LOCK("that a close holds the page's lock, so that no page is put up behind its back"),
  SEAL_RAISES("that the seal raises the epoch before it reads the journal"),
  SEAL_OWN_EPOCH("that the result is written only if the epoch is still the seal's"),
  NARROW("that the seal writes superseded ballots down as void, so that they may go"),
  CONFIRM_SEALED("that nothing is confirmed after the seal"),
  VERDICT("that a writer whom the seal overtook looks whether its ballot stands"),
  UNDECIDED("that a late repeat of a pending ballot waits for the seal"),
  OTHER_PENDING("that a late ballot waits for the seal if another one of its voter is pending"),
  PATIENCE("that who waited in vain for the seal is told to try again, and not that it is late"),
  LOOK_AT_REFUSAL(
      "that a page's word that a ballot is late is not believed if the store has a newer epoch");

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.votehub.http;

import io.votehub.accounts.Accounts;
import io.votehub.audit.Audit;
import io.votehub.identity.Identity;
import io.votehub.poll.RoomRole;
import java.util.Optional;

/**
 * Records in the audit log what is done to rooms. The actor is the account that is signed in, else
 * the owner's or the key's token. Does nothing where accounts are off; holds up no request.
 */
final class AuditTrail {
  private final Optional<AccountGate> gate;
  private final Audit audit;

  AuditTrail(Optional<AccountGate> gate, Optional<Accounts> accounts) {
    this.gate = gate;
    this.audit = accounts.map(Accounts::audit).orElse(Audit.NONE);
  }

  /** Somebody did something to the room of the request. */
  void done(RoomRequest request, String action) {
    done(request, action, Audit.room(request.room().code()));
  }

  /**
   * Somebody did something in the room of the request.
   *
   * @param object what it was done to
   */
  void done(RoomRequest request, String action, String object) {
    if (gate.isEmpty()) {
      return;
    }
    String holder = request.who().map(AuditTrail::holder).orElse(Audit.NOBODY);
    gate.get()
        .actor(request.ctx())
        .onComplete(
            known ->
                audit.record(
                    known.succeeded() ? known.result().orElse(holder) : holder,
                    action,
                    object,
                    Audit.DONE));
  }

  private static String holder(Identity who) {
    return who.role() == RoomRole.OWNER
        ? "owner:" + who.roomId().orElse(who.room())
        : "key:" + who.key().orElse(Audit.NOBODY);
  }

  /** An account did something, or nobody who is known. */
  void done(Optional<String> account, String action, String object) {
    audit.record(account.orElse(Audit.NOBODY), action, object, Audit.DONE);
  }
}

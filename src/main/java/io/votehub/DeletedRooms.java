package io.votehub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.votehub.identity.SecurityLog;

/** Counts and logs the rooms that the hub deletes of its own accord. */
final class DeletedRooms {
  private final Counter unused;
  private final Counter erased;

  DeletedRooms(MeterRegistry registry) {
    unused = counter(registry, "unused");
    erased = counter(registry, "account-erased");
  }

  private static Counter counter(MeterRegistry registry, String reason) {
    return Counter.builder("votehub.rooms.expired")
        .tag("reason", reason)
        .description("Rooms that the hub deleted: unused for too long, or of an erased account")
        .register(registry);
  }

  /** A room was not used for too long. */
  void unused(SecurityLog log, String room) {
    unused.increment();
    log.doneByHub(SecurityLog.Event.ROOM_DELETED, "unused", room);
  }

  /** A room went with the account that owned it. */
  void erased(SecurityLog log, String room) {
    erased.increment();
    log.doneByHub(SecurityLog.Event.ROOM_DELETED, "account-erased", room);
  }
}

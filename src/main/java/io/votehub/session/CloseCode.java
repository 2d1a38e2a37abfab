package io.votehub.session;

/**
 * The close codes that the hub uses. From 4000 to 4499 a client comes back; from 4500 it does not.
 */
enum CloseCode {
  PROTOCOL_ERROR(1002, "not a valid frame"),
  UNSUPPORTED_DATA(1003, "text messages only"),
  TOO_BIG(1009, "message too big"),
  RESTART(1012, "restart"),
  NO_JOIN(4408, "no join in time"),
  SILENT(4410, "nothing heard for too long"),
  TOO_SLOW(4413, "receiver too slow"),
  ROOM_DELETED(4504, "room deleted");

  private final short status;
  private final String reason;

  CloseCode(int status, String reason) {
    this.status = (short) status;
    this.reason = reason;
  }

  short status() {
    return status;
  }

  String reason() {
    return reason;
  }
}

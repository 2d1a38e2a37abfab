package io.votehub.fanout;

import java.util.Map;

/**
 * Something that all instances with listeners of a room are told, and that is not kept. Only the
 * part of the hub that knows its kind reads it; an instance of an older version passes it over.
 *
 * @param kind who reads it
 * @param content JSON of a few kilobytes at most
 */
public record RoomNotice(String kind, Map<String, Object> content) {
  public RoomNotice {
    content = Map.copyOf(content);
  }
}

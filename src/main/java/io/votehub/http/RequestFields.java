package io.votehub.http;

import io.votehub.logging.LogFields;
import io.votehub.trace.TraceParent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of every log line of a request.
 *
 * @param id of the request
 * @param path of which room and poll are taken
 * @param traceparent null if the request belongs to no trace
 */
record RequestFields(String id, String path, String traceparent) implements LogFields {
  private static final Pattern ROOM =
      Pattern.compile(
          "/api/v1/rooms/([A-Za-z0-9_-]{1,64})(?:/polls/([A-Za-z0-9_-]{1,64}))?(?:/.*)?");

  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("request", id);
    String trace = TraceParent.traceId(traceparent);
    if (trace != null) {
      fields.put("trace", trace);
    }
    Matcher parts = ROOM.matcher(path == null ? "" : path);
    if (parts.matches()) {
      fields.put("room", parts.group(1));
      if (parts.group(2) != null) {
        fields.put("poll", parts.group(2));
      }
    }
    return fields;
  }
}

package io.votehub.logging;

import java.util.Map;

/** The fields that every log line of one request has; asked only when a line is written. */
public interface LogFields {
  /** Names and values, such as {@code request} and {@code room}; never what somebody chose. */
  Map<String, String> fields();
}

package io.votehub.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashCommonFieldNames;
import net.logstash.logback.fieldnames.LogstashFieldNames;

/**
 * JSON log lines for collectors. Separate, so that a hub that logs text loads none of its classes.
 */
final class JsonLayout {
  private JsonLayout() {}

  /**
   * @param instance name of the instance: letters, digits, '.', '_' and '-'
   */
  static Encoder<ILoggingEvent> encoder(String instance) {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setVersion(LogstashCommonFieldNames.IGNORE_FIELD_INDICATOR);
    names.setLevelValue(LogstashCommonFieldNames.IGNORE_FIELD_INDICATOR);
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setTimeZone("UTC");
    encoder.setIncludeContext(false);
    encoder.setFieldNames(names);
    encoder.setCustomFields("{\"service\":\"votehub\",\"instance\":\"" + instance + "\"}");
    return encoder;
  }
}

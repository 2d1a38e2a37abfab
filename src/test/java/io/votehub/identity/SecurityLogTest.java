package io.votehub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.votehub.identity.SecurityLog.Event;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated
class SecurityLogTest {
  private static final HubKey KEY = HubKey.of("0123456789abcdef0123456789abcdef");
  private static final AddressPrefix HOME = AddressPrefix.of("203.0.113.7");
  private final Logger logger = (Logger) LoggerFactory.getLogger(SecurityLog.LOGGER);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long now;
  private final SecurityLog log = new SecurityLog(KEY, SecurityLog.Addresses.PSEUDONYMS, () -> now);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  private List<String> texts() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aLineHasTheSameFieldsAsTextAndAsJson() {
    log.refused(Event.TOKEN, "bad-token", Optional.of("ABC234"), HOME);
    log.done(Event.KEY_REPLACED, "ABC234", AddressPrefix.NONE);

    assertThat(texts().get(0))
        .matches("event=token outcome=refused reason=bad-token room=ABC234 address=[0-9a-f]{12}");
    assertThat(texts().get(1))
        .isEqualTo("event=key-replaced outcome=done reason=- room=ABC234 address=-");
    assertThat(lines.list.get(1).getKeyValuePairs())
        .extracting(pair -> pair.key + ":" + pair.value)
        .containsExactly(
            "event:key-replaced", "outcome:done", "reason:-", "room:ABC234", "address:-");
  }

  @Test
  void addressesOfOnePrefixHaveTheSameHashOnAllInstances() {
    log.refused(Event.TOKEN, "x", Optional.empty(), AddressPrefix.of("2001:db8:1:2::3"));
    new SecurityLog(KEY)
        .refused(Event.TOKEN, "x", Optional.empty(), AddressPrefix.of("2001:db8:1:2:ffff::9"));
    log.refused(Event.TOKEN, "x", Optional.empty(), AddressPrefix.of("2001:db8:1:3::3"));
    new SecurityLog(HubKey.of("0123456789abcdef0123456789abcdeX"))
        .refused(Event.TOKEN, "x", Optional.empty(), AddressPrefix.of("2001:db8:1:2::3"));

    List<String> all = texts();
    assertThat(all.get(0)).isEqualTo(all.get(1)).doesNotContain("2001");
    assertThat(all.get(2)).isNotEqualTo(all.get(0));
    assertThat(all.get(3)).isNotEqualTo(all.get(0));
  }

  @Test
  void addressesArePlainWhereTheOperatorWantsThem() {
    SecurityLog plain = new SecurityLog(KEY, SecurityLog.Addresses.PLAIN);

    plain.refused(Event.TOKEN, "bad-token", Optional.empty(), HOME);
    plain.refused(Event.TOKEN, "bad-token", Optional.empty(), AddressPrefix.of("2001:db8::9"));
    plain.refused(Event.TOKEN, "bad-token", Optional.empty(), AddressPrefix.NONE);

    assertThat(texts().get(0)).endsWith(" address=203.0.113.7");
    assertThat(texts().get(1)).endsWith("/64");
    assertThat(texts().get(2)).endsWith(" address=-");
  }

  @Test
  void suppressedLinesAreCounted() {
    for (int i = 0; i < 10_000; i++) {
      log.refused(Event.TOKEN, "bad-token", Optional.empty(), HOME);
    }
    assertThat(lines.list).hasSize(SecurityLog.LINES_PER_WINDOW);

    // Events of another kind are still logged.
    log.done(Event.ROOM_DELETED, "ABC234", HOME);
    assertThat(lines.list).hasSize(SecurityLog.LINES_PER_WINDOW + 1);

    now += SecurityLog.WINDOW_NANOS;
    log.refused(Event.TOKEN, "bad-token", Optional.empty(), HOME);
    assertThat(texts().get(SecurityLog.LINES_PER_WINDOW + 1))
        .isEqualTo(
            "event=token outcome=refused reason=bad-token room=- address=- unwritten="
                + (10_000 - SecurityLog.LINES_PER_WINDOW));
    assertThat(lines.list).hasSize(SecurityLog.LINES_PER_WINDOW + 3);
  }

  @Test
  void countsOfSuppressedLinesAreWrittenAtTheStop() {
    for (int i = 0; i < SecurityLog.LINES_PER_WINDOW + 5; i++) {
      log.refused(Event.LIMIT, "rooms", Optional.empty(), HOME);
    }

    log.stop();

    assertThat(texts().get(SecurityLog.LINES_PER_WINDOW)).endsWith("unwritten=5");
  }

  @Test
  void aPrefixIsTheWholeOfIpv4AndHalfOfIpv6() {
    assertThat(AddressPrefix.of("203.0.113.7").text()).isEqualTo("203.0.113.7");
    assertThat(AddressPrefix.of("::ffff:203.0.113.7").text()).isEqualTo("203.0.113.7");
    assertThat(AddressPrefix.of("2001:db8:1:2:3:4:5:6").text()).isEqualTo("2001:db8:1:2::/64");
    assertThat(AddressPrefix.of("::1").text()).isEqualTo("::/64");
    for (String other : new String[] {null, "", "localhost", "evil.example", "1.2.3", "x:y"}) {
      assertThat(AddressPrefix.of(other)).isEqualTo(AddressPrefix.NONE);
    }
  }
}

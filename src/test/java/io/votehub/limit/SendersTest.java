package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.votehub.identity.AddressPrefix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class SendersTest {
  private final Senders direct = new Senders(List.of());
  private final Senders behindProxies = behind("10.0.0.0/8", "2001:db8:ff::7");

  private static Senders behind(String... networks) {
    return new Senders(Arrays.stream(networks).map(n -> Network.parse(n).orElseThrow()).toList());
  }

  private static Optional<AddressPrefix> address(
      Senders senders, String peer, String... forwardedFor) {
    Sender sender = senders.of(peer, peer + ":1", List.of(forwardedFor));
    return Optional.of(sender.from()).filter(own -> sender.isAlone());
  }

  private Optional<AddressPrefix> of(String address) {
    return address(direct, address);
  }

  @Test
  void withoutTrustedProxiesForgedHeadersChangeNothing() {
    assertThat(address(direct, "203.0.113.7", "198.51.100.1"))
        .isPresent()
        .isEqualTo(of("203.0.113.7"))
        .isNotEqualTo(of("203.0.113.8"));
  }

  @ParameterizedTest(name = "{0} forwarded for {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3|203.0.113.7|203.0.113.7",
        "10.1.2.3|198.51.100.1, 203.0.113.7|203.0.113.7",
        "10.1.2.3|198.51.100.1,203.0.113.7,10.9.9.9|203.0.113.7",
        "10.1.2.3|garbage, 203.0.113.7|203.0.113.7",
        "10.1.2.3|203.0.113.7:4711|203.0.113.7",
        "10.1.2.3|[2001:db8::7]:4711|2001:db8::7",
        "10.1.2.3|2001:db8::7|2001:db8::7",
        "10.1.2.3|::ffff:203.0.113.7|203.0.113.7",
        "10.1.2.3|192.168.1.1|192.168.1.1",
        "2001:db8:ff::7|203.0.113.7|203.0.113.7",
        "203.0.113.9|203.0.113.7|203.0.113.9",
        "192.168.1.1|203.0.113.7|192.168.1.1",
      })
  void theSenderIsTheLastAddressThatIsNoTrustedProxy(
      String peer, String forwardedFor, String sender) {
    Optional<AddressPrefix> expected = address(behind("127.0.0.1"), sender);

    assertThat(expected).isPresent();
    assertThat(address(behindProxies, peer, forwardedFor)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "forwarded for \"{0}\"")
  @CsvSource(
      delimiter = '|',
      value = {"''", "unknown", "203.0.113.7, garbage", "10.9.9.9", "203.0.113.7,", "999.1.1.1"})
  void withoutAForwardedAddressTheSenderIsUnknown(String forwardedFor) {
    assertThat(address(behindProxies, "10.1.2.3", forwardedFor)).isEmpty();
    assertThat(address(behindProxies, "10.1.2.3")).isEmpty();
  }

  @Test
  void theLastOfSeveralHeadersIsUsed() {
    assertThat(address(behindProxies, "10.1.2.3", "198.51.100.1", "203.0.113.7, 10.4.4.4"))
        .isEqualTo(of("203.0.113.7"));
  }

  @Test
  void aNetworkOfIpv6IsOneSenderAndAnAddressOfIpv4Is() {
    assertThat(of("2001:db8:1:2:3::4")).isEqualTo(of("2001:db8:1:2:ffff::1"));
    assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
    assertThat(of("203.0.113.7")).isNotEqualTo(of("203.0.113.8"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1",
    "::1",
    "10.0.0.1",
    "192.168.7.7",
    "172.16.0.1",
    "100.64.0.1",
    "169.254.0.1",
    "fe80::1",
    "fd00::1"
  })
  void aPrivateAddressMayBeAProxyAndIsNotTakenForTheSender(String peer) {
    assertThat(of(peer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"172.32.0.1", "100.128.0.1", "11.0.0.1", "2001:db8::1"})
  void publicAddressesAreSenders(String peer) {
    assertThat(of(peer)).isPresent();
  }

  @Test
  void disabledLimitsByAddressAreLoggedOnce() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger(Senders.class);
    log.addAppender(lines);

    address(direct, "192.168.1.1");
    address(direct, "10.0.0.1");
    address(behindProxies, "10.1.2.3");

    log.detachAppender(lines);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .contains("192.168.1.1", "http.trusted-proxies");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/33",
    "10.0.0/8",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "localhost",
    "::1/129",
    "''",
    "a.example"
  })
  void anInvalidNetworkIsRefused(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}

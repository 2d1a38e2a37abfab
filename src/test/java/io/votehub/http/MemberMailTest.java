package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.mail.MailConfig;
import io.votehub.electorate.Mailing;
import io.votehub.electorate.Members;
import io.votehub.electorate.MembersVerticle;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.identity.HubKey;
import io.votehub.json.Json;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members get their links by mail, each once. */
class MemberMailTest {
  private static final Pattern KEY = Pattern.compile("#k=([\\w-]{22})");

  @TempDir Path data;
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private HttpKit hub;
  private People people;
  private String verticle;
  private Made room;
  private String roll;

  @BeforeEach
  void start() {
    server.start();
    hub = new HttpKit();
    people = HttpKit.await(EmbeddedPeople.open(hub.vertx, data, InstantSource.system()));
    deploy(60_000);
    room = hub.room();
    roll =
        (String)
            hub.post(room.path() + "/electorates")
                .as(room.token())
                .send(Map.of("title", "Members"))
                .at("id");
  }

  private void deploy(int perMinute) {
    deploy(server.getSmtp().getPort(), perMinute);
  }

  private void deploy(int port, int perMinute) {
    Members members =
        new Members(
            hub.vertx,
            hub.store,
            () -> Future.succeededFuture(people),
            HubKey.of(HttpKit.SECRET),
            hub.memory.reading());
    MailConfig config = new MailConfig().setHostname("127.0.0.1").setPort(port);
    Mailing.Settings mails = new Mailing.Settings(config, "votehub@example.org", perMinute);
    verticle =
        HttpKit.await(hub.vertx.deployVerticle(new MembersVerticle(members, Optional.of(mails))));
  }

  @AfterEach
  void stop() {
    HttpKit.await(people.close());
    hub.close();
    server.stop();
  }

  private void add(String... members) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String member : members) {
      all.add(Map.of("label", member, "mail", member + "@example.org", "weight", 3));
    }
    all.add(Map.of("label", "Without address"));
    assertThat(hub.post(path("/members")).as(room.token()).send(Json.write(all)).status())
        .isEqualTo(201);
  }

  private String path(String more) {
    return room.path() + "/electorates/" + roll + more;
  }

  private Got send(Map<String, ?> order) {
    return hub.post(path("/mails")).as(room.token()).send(order);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void awaitSent() {
    until(() -> hub.get(path("/mails")).as(room.token()).send().at("left").equals(0));
  }

  private List<String> states() {
    return ((List<?>) hub.get(path("/members")).as(room.token()).send().at("members"))
        .stream()
            .map(Map.class::cast)
            .filter(member -> member.containsKey("delivery"))
            .map(
                member ->
                    member.get("label") + " " + ((Map<?, ?>) member.get("delivery")).get("state"))
            .toList();
  }

  private String member(String label) {
    return (String)
        ((Map<?, ?>)
                ((List<?>)
                        hub.get(path("/members?search=" + label))
                            .as(room.token())
                            .send()
                            .at("members"))
                    .get(0))
            .get("id");
  }

  private static String key(MimeMessage mail) {
    Matcher found =
        KEY.matcher(GreenMailUtil.getBody(mail).replace("=\r\n", "").replace("=3D", "="));
    assertThat(found.find()).as(GreenMailUtil.getBody(mail)).isTrue();
    return found.group(1);
  }

  private Object redeem(String key) {
    return hub.post(room.path() + "/voters").send(Map.of("code", key)).at("voter");
  }

  @Test
  void everyMemberWithAnAddressGetsOneMailWithALinkOfTheirOwn() throws Exception {
    add("ana", "bo");

    assertThat(send(Map.of("language", "de")).status()).isEqualTo(202);
    assertThat(send(Map.of("language", "de")).status()).as("ordered twice").isEqualTo(202);
    awaitSent();

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(Arrays.stream(mails).map(each -> to(each)))
        .containsExactlyInAnyOrder("ana@example.org", "bo@example.org");
    assertThat(mails[0].getSubject()).isEqualTo("Ihr Link zum Abstimmen: A room");
    assertThat(redeem(key(mails[0]))).isNotNull().isNotEqualTo(redeem(key(mails[1])));
    until(() -> states().equals(List.of("ana sent", "bo sent")));
    send(Map.of());
    awaitSent();
    assertThat(server.getReceivedMessages()).as("ordered again").hasSize(2);
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException fault) {
      throw new AssertionError(fault);
    }
  }

  @Test
  void oneMemberGetsAnotherMailOnOrderAndBothLinksWork() {
    add("ana");
    send(Map.of());
    awaitSent();

    assertThat(send(Map.of("member", member("ana"))).status()).isEqualTo(202);
    until(() -> server.getReceivedMessages().length == 2);

    Object voter = redeem(key(server.getReceivedMessages()[0]));
    assertThat(redeem(key(server.getReceivedMessages()[1]))).isNotNull().isEqualTo(voter);
    assertThat(send(Map.of("member", "nobody")).pointers()).containsExactly("/member");
  }

  @Test
  void aTestGoesToTheOwnerAndItsLinkIdentifiesNobody() {
    assertThat(send(Map.of("test", "me@example.org")).status()).isEqualTo(202);

    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0]))
        .contains("/r/" + room.code())
        .doesNotContain("#k");
    assertThat(send(Map.of("test", "nowhere")).pointers()).containsExactly("/test");
  }

  @Test
  void aRestartSendsNothingTwiceAndTheOthersOnOrder() {
    add("ana", "bo", "cy", "di");
    HttpKit.await(hub.vertx.undeploy(verticle));
    deploy(60);
    send(Map.of());
    until(() -> server.getReceivedMessages().length == 1);

    HttpKit.await(hub.vertx.undeploy(verticle));
    deploy(60_000);

    assertThat(server.getReceivedMessages()).hasSize(1);
    send(Map.of());
    awaitSent();
    until(() -> states().size() == 4);
    assertThat(Arrays.stream(server.getReceivedMessages()).map(each -> to(each)))
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  @Test
  void whereNoServerAnswersThatIsSaidAndTheMailsCanBeOrderedAgain() {
    add("ana", "bo", "cy", "di");
    int port = server.getSmtp().getPort();
    server.stop();

    send(Map.of());
    awaitSent();

    Got told = hub.get(path("/mails")).as(room.token()).send();
    assertThat(told.at("reason")).isEqualTo("The mail server could not be reached");
    until(() -> states().size() == 3);
    assertThat(states()).allMatch(each -> each.endsWith(" failed"));
    assertThat(send(Map.of("test", "me@example.org")).status()).isEqualTo(422);
    GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    again.start();
    try {
      send(Map.of());
      until(() -> again.getReceivedMessages().length == 4);
    } finally {
      again.stop();
    }
  }

  @Test
  void anAddressThatTheServerRefusesForGoodIsNotTriedAgainUnlessOrderedForThatMember() {
    NetServer refusing = HttpKit.await(refusing());
    HttpKit.await(hub.vertx.undeploy(verticle));
    deploy(refusing.actualPort(), 60_000);
    add("ana");

    send(Map.of());

    until(() -> states().equals(List.of("ana bounced")));
    assertThat(hub.get(path("/members")).as(room.token()).send().text())
        .contains("550", "No such user");
    send(Map.of());
    assertThat(hub.get(path("/mails")).as(room.token()).send().at("left")).isEqualTo(0);
    assertThat(send(Map.of("member", member("ana"))).at("left")).isEqualTo(1);
  }

  /** A mail server that knows nobody. */
  private Future<NetServer> refusing() {
    return hub.vertx
        .createNetServer()
        .connectHandler(
            socket -> {
              socket.handler(
                  RecordParser.newDelimited(
                      "\r\n",
                      line ->
                          socket.write(
                              line.toString().startsWith("RCPT")
                                  ? "550 5.1.1 No such user here\r\n"
                                  : "250 OK\r\n")));
              socket.write("220 mail.example.org\r\n");
            })
        .listen(0, "127.0.0.1");
  }
}

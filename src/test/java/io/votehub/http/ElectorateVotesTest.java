package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.identity.HubKey;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.RollVoter;
import io.votehub.poll.Room;
import io.votehub.poll.VoterRoll;
import io.votehub.session.VoterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a poll with an electorate the members of the voter roll vote, each with their weight. */
class ElectorateVotesTest extends CallsTest {
  private String poll;

  @BeforeEach
  void prepareRoom() {
    VoterRoll roll = new VoterRoll("roll1", "Members", 7);
    HttpKit.await(hub.store.updateRoom(room.code(), each -> each.withRoll(roll)));
    poll = hub.draft(room);
    hub.ask("PATCH", poll).as(room.token()).send(Map.of("electorate", "roll1"));
    hub.post(poll + "/open").as(room.token()).send();
  }

  private String member(String name, int weight) {
    Room stored = HttpKit.await(hub.store.room(room.code())).orElseThrow();
    return hub.tokens.voter(stored, new RollVoter("roll1", name, weight).id());
  }

  private String id() {
    return poll.substring(poll.lastIndexOf('/') + 1);
  }

  private Map<?, ?> result() {
    return (Map<?, ?>) hub.get(poll + "/result").as(room.token()).send().at("result");
  }

  @Test
  void aWeightOfThreeCountsThreeAndTheSharesAreOfTheWeights() {
    assertThat(hub.vote(poll, member("ana", 3), "a").status()).isEqualTo(201);
    assertThat(hub.vote(poll, member("bo", 1), "b").status()).isEqualTo(201);
    assertThat(hub.vote(poll, member("ana", 3), "a").status()).as("a repeat").isEqualTo(201);

    Got got = hub.get(poll + "/result").as(room.token()).send();

    assertThat(got.at("ballots")).isEqualTo(2);
    assertThat(result().get("weight")).isEqualTo(4);
    assertThat(got.text())
        .contains("\"votes\":3,\"share\":0.75")
        .contains("\"votes\":1,\"share\":0.25");
    assertThat(hub.vote(poll, member("ana", 3), "b").status()).as("a change").isEqualTo(201);
    assertThat(result().get("winners")).isEqualTo(List.of("b"));
  }

  @Test
  void theAudienceIsNotEligible() {
    Got refused = hub.vote(poll, hub.voter(room), "a");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.at("code")).isEqualTo("not-eligible");
    try (VoterClient voter = VoterClient.connect(hub.vertx, hub.port)) {
      voter.join(room.code());
      String vote = voter.sendVote(id(), "a");
      assertThat(voter.await("error"))
          .containsEntry("id", vote)
          .containsEntry("code", "not-eligible");
    }
  }

  @Test
  void aMemberFindsTheBallotAgainAndOtherConnectionsHearOfIt() {
    try (VoterClient phone = VoterClient.connect(hub.vertx, hub.port);
        VoterClient tablet = VoterClient.connect(hub.vertx, hub.port);
        VoterClient later = VoterClient.connect(hub.vertx, hub.port)) {
      assertThat(phone.join(room.code(), Optional.of(member("ana", 3))))
          .containsEntry("role", "voter")
          .containsEntry("electorate", "roll1");
      tablet.join(room.code(), Optional.of(member("ana", 3)));

      assertThat(phone.vote(id(), "a")).containsKey("receipt");

      assertThat(tablet.await("ballot")).containsEntry("ballot", Map.of("choice", "a"));
      assertThat(later.join(room.code(), Optional.of(member("ana", 3))))
          .containsEntry("ballots", Map.of(id(), Map.of("choice", "a")));
      assertThat(hub.get(room.path()).send().at("present")).isEqualTo(1);
    }
  }

  @Test
  void theJournalNamesNoMember() {
    hub.vote(poll, member("ana", 3), "a");

    HttpKit.await(
        hub.store.readJournal(
            id(), entry -> assertThat(entry.voter()).startsWith("w3~").doesNotContain("ana")));
  }

  @Test
  void aReceiptCanBeConfirmedFromTheJournalAloneHoweverItWasGiven() {
    String token = member("ana", 30);
    try (VoterClient phone = VoterClient.connect(hub.vertx, hub.port);
        VoterClient tablet = VoterClient.connect(hub.vertx, hub.port)) {
      phone.join(room.code(), Optional.of(token));
      tablet.join(room.code(), Optional.of(token));
      Object receipt = phone.vote(id(), "a").get("receipt");
      List<String> confirmed = new ArrayList<>();
      ReceiptSigner signer = new ReceiptSigner(HubKey.of(HttpKit.SECRET));

      HttpKit.await(
          hub.store.readJournal(
              id(), entry -> confirmed.add(signer.sign(id(), entry.rev(), entry.voter()))));

      assertThat(confirmed).containsExactly((String) receipt);
      assertThat(tablet.await("ballot")).containsEntry("receipt", receipt);
      assertThat(hub.vote(poll, token, "a").at("receipt")).as("a repeat").isEqualTo(receipt);
    }
  }
}

package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.draft.PollSpec;
import io.votehub.method.VotingMethod;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryAuthorsTest {
  private static final String UNKNOWN = "0".repeat(16);

  private final CountingKit kit = new CountingKit();
  private final EntryAuthors authors = new EntryAuthors(kit.counting());
  private Poll poll;
  private VotingMethod method;

  @BeforeEach
  void open() {
    PollSpec spec =
        new PollSpec(
            "What next?",
            "text",
            List.of(),
            new PollSettings(
                true, PollSettings.Results.LIVE, 0, Map.of("maxLength", 280, "moderated", false)),
            Optional.empty(),
            Optional.empty());
    String id = await(kit.polls.create(CountingKit.ROOM, spec)).id();
    poll = await(kit.polls.open(CountingKit.ROOM, id, OptionalInt.empty()));
    method = kit.counting().methods().of(poll);
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  /** The voter writes a text; the id of the entry. */
  private String say(String voter, String text) {
    String ballot = "{\"text\":\"" + text + "\"}";
    kit.send(poll.id(), new CastBallot(voter, poll.run(), ballot, List.of(), 0));
    JournalEntry last = last();
    String cell = method.cells(method.read(poll, Map.of("text", text)), voter, last.at()).get(0);
    return cell.substring(UNKNOWN.length(), 2 * UNKNOWN.length());
  }

  private JournalEntry last() {
    List<JournalEntry> journal = new ArrayList<>();
    await(kit.store.readJournal(poll.id(), journal::add));
    return journal.get(journal.size() - 1);
  }

  @Test
  void theAuthorOfAnEntryIsTheVoterWhoWroteIt() {
    String trees = say("ana", "More trees");
    String pond = say("bo", "A pond");

    assertThat(await(authors.of(poll, trees))).contains("ana");
    assertThat(await(authors.of(poll, pond))).contains("bo");
  }

  @Test
  void anEntryThatItsAuthorHasReplacedStillHasItsAuthor() {
    String rude = say("ana", "Something rude");
    say("ana", "Something kind");

    assertThat(await(authors.of(poll, rude))).contains("ana");
  }

  @Test
  void anEntryThatIsNotInThePollHasNoAuthor() {
    say("ana", "More trees");

    assertThat(await(authors.of(poll, UNKNOWN))).isEmpty();
  }

  @Test
  void theJournalIsReadNoFurtherThanToTheEntry() {
    String trees = say("ana", "More trees");
    JournalEntry later = new JournalEntry(last().rev() + 1, "bo", "unreadable", 0);
    await(kit.store.append(poll.id(), List.of(later)));

    assertThat(await(authors.of(poll, trees))).contains("ana");
    assertThatThrownBy(() -> await(authors.of(poll, UNKNOWN)))
        .as("who reads on meets the ballot that cannot be read")
        .hasMessageContaining("unreadable ballot");
  }
}

/** What the live region of the voter's page announces to screen readers. */
import { shortReceipt } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { resultOf } from '../methods/index.js';
import { maySeeResult } from './result-visibility.js';
import { lostVoteText, refusalText } from './rare-parts.js';
import { countedTextKey } from './vote-text.js';

export class RoomAnnouncements {
  /** Only polls that were open while the page was are announced as closed. */
  #seenOpen = new Set();

  /** Announces what has changed; the live region ignores repeated texts. */
  update(liveRegion, store, polls) {
    liveRegion.sayConnection(store.status);
    for (const lost of store.lost) liveRegion.say(`lost ${lost.id}`, lostVoteText(lost));
    for (const poll of polls) {
      const own = store.ballots.of(poll.id);
      const tally = store.tallies.get(poll.id);
      this.#announceState(liveRegion, poll);
      this.#announceVote(liveRegion, poll, own, tally);
      if (tally?.result && maySeeResult(poll, own)) liveRegion.say(`result ${poll.id}`, resultOf(poll).summary(poll, tally));
    }
  }

  #announceState(liveRegion, poll) {
    if (poll.state === 'open') {
      this.#seenOpen.add(poll.id);
      liveRegion.say(`poll ${poll.id}`, t('say.open', { question: poll.question }));
    } else if (this.#seenOpen.has(poll.id)) {
      liveRegion.say(`poll ${poll.id}`, t('say.closed', { question: poll.question }));
    }
  }

  #announceVote(liveRegion, poll, { attempt, counted }, tally) {
    const say = (text) => liveRegion.say(`vote ${poll.id}`, text);
    if (attempt?.state === 'refused') say(refusalText(attempt));
    else if (attempt?.state === 'waiting') say(t('vote.waiting'));
    else if (counted?.at && !attempt) say(`${t(countedTextKey(poll, tally, counted.ballot))} ${shortReceipt(counted.receipt)}`);
  }
}

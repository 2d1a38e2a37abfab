/** Words: how many said each. */
import { html } from 'lit';
import { formatList, formatNumber } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import '../../charts/word-cloud.js';
import { pictured } from '../result-module.js';

const SAID = 3;

const picture = (poll, tally, fit) => html`<vh-word-cloud .words=${tally.result.words ?? []} .more=${tally.result.more ?? 0} ?fit=${fit}></vh-word-cloud>`;

const table = (poll, tally) => ({
  head: [t('table.word'), t('table.votes')],
  rows: (tally.result.words ?? []).map(({ word, votes }) => [word, formatNumber(votes)]),
});

/** How many voted, and what most of them said. */
function summary(poll, tally) {
  const votes = t('votes', { n: tally.ballots });
  const most = (tally.result?.words ?? []).slice(0, SAID).map(({ word }) => word);
  return most.length ? t('summary.words', { votes, words: formatList(most) }) : votes;
}

export const result = pictured(picture, table, summary);

/** Texts: the newest first. */
import { html } from 'lit';
import { formatTime } from '../format.js';
import { t } from '../i18n/index.js';
import '../pictures/text-cards.js';
import { pictured } from './plain.js';

const picture = (poll, tally, fit) => html`<vh-text-cards
  .entries=${tally.result.entries ?? []}
  .more=${tally.result.more ?? 0}
  .longest=${poll.settings?.maxLength ?? Infinity}
  ?fit=${fit}
></vh-text-cards>`;

export const result = pictured(picture, (poll, tally) => ({
  head: [t('table.text'), t('table.time')],
  rows: (tally.result.entries ?? []).map(({ text, at, state }) => [state === 'starred' ? `★ ${text}` : text, formatTime(at)]),
}));

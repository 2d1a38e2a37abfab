/** Texts, the newest first. */
import { html } from 'lit';
import { formatTime } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import '../../charts/text-cards.js';
import { chartResult } from '../result-module.js';

const renderChart = (poll, tally, fit) => html`<vh-text-cards
  .entries=${tally.result.entries ?? []}
  .more=${tally.result.more ?? 0}
  ?moderated=${poll.settings?.moderated}
  .view=${fit}
  ?fit=${fit}
></vh-text-cards>`;

const starred = ({ text, state }) => (state === 'starred' ? `★ ${text}` : text);

/** Only the presenter receives entries that are not approved; then the table has a column for their state. */
export const result = chartResult(renderChart, (poll, tally) => {
  const entries = tally.result.entries ?? [];
  const secret = entries.some(({ state }) => state === 'pending' || state === 'hidden');
  return {
    head: [t('table.text'), t('table.time'), ...(secret ? [t('moderation.state')] : [])],
    rows: entries.map((entry) => [starred(entry), formatTime(entry.at), ...(secret ? [t(`moderation.${entry.state}`)] : [])]),
  };
});

/** For a method this page has no module for: its options, and its result as a plain table. Voting needs a newer page. */
import { html } from 'lit';
import '../components/table-twin.js';
import { t } from '../i18n/index.js';

const labelOf = (poll, id) => poll.options?.find((option) => option.id === id)?.label ?? id;

/** Every list of records in the result becomes rows; values that are records themselves are left out. */
function table(poll, tally) {
  const records = Object.values(tally?.result ?? {}).find((value) => Array.isArray(value) && typeof value[0] === 'object') ?? [];
  const keys = [...new Set(records.flatMap(Object.keys))].filter((key) => records.every((record) => typeof record[key] !== 'object'));
  return {
    caption: t('table.caption', { question: poll.question }),
    head: keys.map((key) => (key === 'id' ? t('table.option') : key)),
    rows: records.map((record) => keys.map((key) => (key === 'id' ? labelOf(poll, record.id) : String(record[key] ?? '')))),
  };
}

const show = (poll, tally) =>
  tally?.result
    ? html`<vh-table-twin .table=${table(poll, tally)}></vh-table-twin>`
    : html`<ul>${(poll.options ?? []).map(({ label }) => html`<li>${label}</li>`)}</ul>`;

export const generic = {
  name: 'generic',
  settings: [],
  hint: () => t('generic.hint'),
  audience: show,
  read: show,
  result: show,
  table,
  summary: (poll, tally) => (tally ? t('votes', { n: tally.ballots }) : ''),
  describe: () => '',
  editor: () => '',
};

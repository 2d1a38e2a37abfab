/** What results have in common: the table behind a picture, its sentence, and the options while nobody may see it. */
import { html, nothing } from 'lit';
import '../components/table-twin.js';
import { letter } from '../i18n/format.js';
import { isolated, t } from '../i18n/index.js';
import { NOBODY, sentenceOf, winnersOf } from './winners.js';

/**
 * The result module of a picture.
 *
 * @param picture (poll, tally, fit, winners) => what is drawn of a result; see `show` in methods/index.js. `winners` is empty until it is final
 * @param tableOf (poll, tally) => {head, rows}, asked only when there is a result
 * @param summary (poll, tally) => the sentence, instead of the usual one
 */
export function pictured(picture, tableOf, summary = usual) {
  const table = (poll, tally) => ({
    caption: t('table.caption', { question: poll.question }),
    ...(tally?.result ? tableOf(poll, tally) : { head: [], rows: [] }),
  });
  return {
    show: (poll, tally, { fit = false } = {}) => (tally?.result ? picture(poll, tally, fit, winnersOf(poll, tally)) : hidden(poll, fit)),
    table,
    summary: (poll, tally) => (tally ? summary(poll, tally) : ''),
  };
}

/** A result as its table, in the open. */
export function plain(tableOf) {
  const module = pictured((poll, tally) => html`<vh-table-twin plain .table=${module.table(poll, tally)}></vh-table-twin>`, tableOf);
  return module;
}

/** The options alone; phones never show them so, and the other pages have `vh-bars`. */
export function hidden(poll, fit) {
  return poll.options?.length ? html`<vh-bars .options=${poll.options} .counts=${null} .winners=${NOBODY} .view=${fit} ?fit=${fit}></vh-bars>` : nothing;
}

const named = ({ label }, i) => `${letter(i)}. ${isolated(label)}`;

/** How many voted, and who won once that is final. */
function usual(poll, tally) {
  return sentenceOf(poll, winnersOf(poll, tally)) || t('votes', { n: tally.ballots });
}

/** An option's label by its id. */
export const labelOf = (poll, id) => poll.options?.find((option) => option.id === id)?.label ?? id;

/** A row for each of the poll's options: its name, marked if it won for good, and the cells that `cellsOf` makes of its part of the result. */
export function optionRows(poll, tally, cellsOf) {
  const winners = winnersOf(poll, tally);
  return poll.options.map((option, i) => [
    html`${named(option, i)}${winners.has(option.id) ? html` ★ ${winners.mark}` : nothing}`,
    ...cellsOf(option.id, i),
  ]);
}

/** The result's records by option id. */
export const byId = (records) => new Map((records ?? []).map((record) => [record.id, record]));

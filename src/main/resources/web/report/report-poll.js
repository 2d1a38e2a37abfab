/**
 * A poll in the report: its question, when it ran, how many voted, its picture and its numbers. Pictures have two widths, of which styles
 * show one: for paper and large windows, and for phones.
 * Fires `vh-picture` {type} to save the picture, and `vh-leave-out`.
 *
 * Hooks: data-testid="report-poll" with data-poll, "report-figure", "report-png", "report-svg", "report-leave-out", "report-turnout", "report-outcome", "report-table",
 * "report-entry", "report-text", "report-seal".
 */
import { LitElement, html, nothing } from 'lit';
import { pictureStyles } from '../components/picture-styles.js';
import { questionPicture } from '../components/pictures.js';
import { shared } from '../components/shared-styles.js';
import { formatDecimal, formatList, formatNumber, formatShare, formatTime } from '../i18n/format.js';
import { has, t } from '../i18n/index.js';
import '../i18n/sealed.js';
import { roundsResultOf } from '../methods/rounds-result.js';
import { pictureElements } from '../pictures/picture-file.js';
import { pollPicture } from '../pictures/poll-picture.js';
import { isQuestions } from '../questions/questions-poll.js';
import { rightAnswer } from '../quiz/revealed-answer.js';
import { formatMoment, formatPeriod } from './format-moment.js';
import { reportStyles } from './report-styles.js';
import { renderTable, tableStyles } from './report-table.js';
import { splitTable } from './split-table.js';

/** Widths of pictures in their own units; on paper the wide one is scaled to the page. */
const WIDE = 880;
const NARROW = 420;
/** What fits on a page of Letter with a heading above it. */
const MOST_HEIGHT = 900;
/** Lists are the picture of what people wrote. */
const LISTS = ['text', 'questions'];

/** Beyond this number of options the table of comparisons is long, and their picture has the same numbers. */
const MOST_COMPARED = 8;

/** Whether a table would say nothing that the picture does not. */
const isToldByPicture = (poll, { ballots, result }) => (result.pairwise && poll.options.length > MOST_COMPARED) || (poll.method === 'number' && !ballots);

/** The figures of a number poll are followed by its bins. */
const NUMBER_FIGURES = 4;

/** The table without the bins of a histogram in which nobody is: paper is short. */
function withoutEmptyBins(poll, { result }, table) {
  if (poll.method !== 'number') return table;
  const bins = result.histogram ?? [];
  return { ...table, rows: table.rows.filter((row, i) => bins[i - NUMBER_FIGURES]?.count !== 0) };
}

class VhReportPoll extends LitElement {
  static properties = {
    /** {poll, tally?, turnout?, entries?} as the report has it */
    entry: { attribute: false },
    number: { type: Number },
    ready: { type: Boolean },
    leftOut: { type: Boolean, reflect: true, attribute: 'left-out' },
    problem: {},
  };

  static styles = [shared, pictureStyles, reportStyles, tableStyles];

  render() {
    const { poll, tally } = this.entry;
    return html`<article data-testid="report-poll" data-poll=${poll.id} aria-labelledby="question">
      <div class="head">
        <h2 id="question" dir="auto"><span class="number">${formatNumber(this.number)}</span> ${poll.question}</h2>
        <p class="meta">${this.#about().map((text) => html`<span>${text}</span>`)}</p>
        ${this.#renderTurnout()}
        ${poll.seal?.root ? html`<p class="meta root" data-testid="report-seal">${t('sealed.number', { n: poll.seal.number })} <code dir="ltr">${poll.seal.root}</code></p>` : nothing}
      </div>
      <p class="out-note" aria-live="polite">${this.leftOut ? t('report.left-out') : ''}</p>
      <div class="body">
        ${questionPicture(poll)} ${tally ? this.#renderResult() : html`<p class="note">${t('report.withheld')}</p>`}
      </div>
      ${this.#renderTools()}
    </article>`;
  }

  #about() {
    const { poll, tally } = this.entry;
    const { openedAt, closedAt } = poll;
    const method = isQuestions(poll) ? t('report.questions', { n: this.entry.entries?.length ?? 0 }) : has(`method.${poll.method}`) ? t(`method.${poll.method}`) : poll.method;
    const when = poll.state === 'closed' && closedAt ? (openedAt ? formatPeriod(openedAt, closedAt) : formatMoment(closedAt)) : openedAt ? t('report.since', { from: formatMoment(openedAt) }) : '';
    const weight = tally?.result?.weight;
    return [
      method,
      tally ? t('votes', { n: tally.ballots }) : '',
      weight !== undefined && weight !== tally.ballots ? t('report.result-weight', { n: weight }) : '',
      when,
      poll.state === 'closed' ? '' : t('report.open'),
    ].filter(Boolean);
  }

  #renderTurnout() {
    const { turnout } = this.entry;
    if (!turnout) return nothing;
    const { roll, members, voted, weight, weightVoted } = turnout;
    const weighted = weight !== members;
    return html`<p class="meta" data-testid="report-turnout">
      <span>${t('report.turnout', { roll, voted, n: members, share: formatShare(voted / (members || 1)) })}</span>
      ${weighted ? html`<span>${t('report.weights', { voted: weightVoted, all: weight, share: formatShare(weightVoted / (weight || 1)) })}</span>` : nothing}
    </p>`;
  }

  #renderResult() {
    const { poll, tally, entries } = this.entry;
    if (isQuestions(poll)) return this.#renderQuestions(entries);
    const result = roundsResultOf(poll);
    const answer = this.#rightAnswer();
    return html`<p class="outcome" data-testid="report-outcome">${result.summary(poll, tally)}</p>
      ${answer ? html`<p class="outcome">${t('report.right-answer', { answer })}</p>` : nothing}
      ${poll.visible ? nothing : html`<p class="note">${t('report.unseen')}</p>`}
      ${LISTS.includes(poll.method) ? this.#renderTexts() : this.#renderPicture(result)}
      ${LISTS.includes(poll.method) ? nothing : this.#renderTable(result)}`;
  }

  /** The revealed answer of a quiz where the picture marks no option. */
  #rightAnswer() {
    const { poll } = this.entry;
    const answer = rightAnswer(poll);
    if (!answer) return '';
    if (answer.order) return answer.order.map((id) => poll.options.find((option) => option.id === id)?.label ?? id).join(' – ');
    const { unit } = poll.settings;
    return answer.words ? formatList(answer.words) : `${formatDecimal(answer.number)}${unit ? ` ${unit}` : ''}${answer.tolerance ? ` ± ${formatDecimal(answer.tolerance)}` : ''}`;
  }

  #renderPicture(result) {
    const { poll, tally } = this.entry;
    const picture = this.ready ? pollPicture(poll, tally) : null;
    if (!picture) return nothing;
    const label = result.summary(poll, tally) || poll.question;
    const parts = (width) => pictureElements(picture, { width, most: MOST_HEIGHT, label }).map((svg) => html`<div class="figure" data-testid="report-figure">${svg}</div>`);
    return html`<div class="wide">${parts(WIDE)}</div>
      <div class="narrow">${parts(NARROW)}</div>`;
  }

  #renderTable(result) {
    const { poll, tally } = this.entry;
    if (!this.ready || isToldByPicture(poll, tally)) return nothing;
    return html`<div class="tables ${poll.method === 'words' ? 'columns' : ''}" data-testid="report-table">
      ${splitTable(withoutEmptyBins(poll, tally, result.table(poll, tally))).map(renderTable)}
    </div>`;
  }

  #renderTexts() {
    const { entries = [], more = 0 } = this.entry.tally.result;
    return html`<ul class="texts">
        ${entries.map(({ text, at, state }) => html`<li data-testid="report-text"><p dir="auto">${state === 'starred' ? '★ ' : ''}${text}</p><small>${formatTime(at)}</small></li>`)}
      </ul>
      ${more ? html`<p class="note">${t('report.more-entries', { n: more })}</p>` : nothing}`;
  }

  #renderQuestions(entries) {
    const { downvotes } = this.entry.poll.settings ?? {};
    return html`<ol class="questions">
      ${entries.map(
        ({ id, text, name, score, up, down, state, reply }) => html`<li data-testid="report-entry" data-entry=${id} data-score=${score}>
          <b class="score">▲ ${formatNumber(score)}</b>
          <div>
            <p class="asked" dir="auto">${text}</p>
            <p class="meta">
              ${name ? html`<span><bdi>${name}</bdi></span>` : nothing}<span>${t(`report.state.${state}`)}</span>
              ${downvotes ? html`<span>${t('report.up-down', { up, down })}</span>` : nothing}
            </p>
            ${reply ? html`<p class="reply" dir="auto"><span class="unseen">${t('report.reply')}: </span>${reply}</p>` : nothing}
          </div>
        </li>`,
      )}
    </ol>`;
  }

  #renderTools() {
    const save = (id, type) => html`<button class="quiet" data-testid="report-${id}" ?disabled=${!this.ready} @click=${() => this.#fire('vh-picture', { type })}>${t(`report.${id}`)}</button>`;
    return html`<p class="tools">
        ${this.entry.tally ? html`${save('png', 'image/png')}${save('svg', 'image/svg+xml')}` : nothing}
        <button class="quiet" data-testid="report-leave-out" aria-pressed=${Boolean(this.leftOut)} @click=${() => this.#fire('vh-leave-out')}>
          ${t(this.leftOut ? 'report.take-in' : 'report.leave-out')}
        </button>
      </p>
      <p class="field-error" role="alert">${this.problem}</p>`;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-report-poll', VhReportPoll);

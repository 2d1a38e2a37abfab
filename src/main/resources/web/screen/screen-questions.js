/**
 * Questions from the floor on the big screen: the pinned one large, else those with the most votes, at most five
 * and no more than can be read whole. Rows change their places slowly,
 * and not more often than every few seconds, so that a hall can read them; with reduced motion they do not slide.
 *
 * Hooks: data-testid="screen-question-ID" with data-score, "screen-pinned", "screen-questions-more" with data-n, "screen-questions-none".
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { vars } from '../components/css-vars.js';
import { shared } from '../components/shared-styles.js';
import { formatNumber } from '../i18n/format.js';
import { loadTexts, t } from '../i18n/index.js';
import { sortEntries } from '../questions/question-order.js';

await loadTexts('questions');

const MOST = 5;
const REORDER_EVERY_MS = 4_000;
const MOVE_MS = 900;
/** Sizes of letters in hundredths of the screen's height; the largest with which everything fits is taken. */
const SIZES = [5.4, 4.8, 4.2, 3.7, 3.2];

class VhScreenQuestions extends LitElement {
  static properties = {
    /** Questions that everybody sees, as `Questions.publicEntries` has them */
    entries: { attribute: false },
    ids: { state: true },
    /** How many rows fit into the screen without being cut */
    fitting: { state: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        overflow: hidden;
      }
      ol {
        flex: 1;
        display: flex;
        flex-direction: column;
        gap: calc(var(--u, 1vh) * 1.6);
        min-height: 0;
        font-size: calc(var(--u, 1vh) * var(--size));
      }
      li {
        flex: 0 1 auto;
        display: grid;
        grid-template-columns: calc(var(--u, 1vh) * 12) minmax(0, 1fr);
        align-items: center;
        gap: calc(var(--u, 1vh) * 2.4);
        padding: calc(var(--u, 1vh) * 1.4) calc(var(--u, 1vh) * 2.4) calc(var(--u, 1vh) * 1.4) 0;
        padding-inline: 0 calc(var(--u, 1vh) * 2.4);
        border: 1px solid var(--line);
        border-radius: calc(var(--u, 1vh) * 1.4);
        background: var(--card);
      }
      .score {
        color: var(--accent);
        font-size: min(1.2em, calc(var(--u, 1vh) * 5));
        font-weight: 700;
        text-align: center;
        white-space: nowrap;
      }
      .text {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: var(--lines);
        overflow: hidden;
        line-height: 1.22;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .by,
      .more {
        color: var(--ink-soft);
        font-size: calc(var(--u, 1vh) * 2.2);
        line-height: 1.3;
      }
      .tight .by {
        display: none;
      }
      .more {
        padding-top: calc(var(--u, 1vh) * 1.4);
      }
      .answered .text {
        color: var(--ink-soft);
      }
      .check {
        color: var(--accent);
        font-size: calc(var(--u, 1vh) * 2.2);
        font-weight: 650;
      }
      .pinned {
        flex: 1;
        display: grid;
        align-content: center;
        gap: calc(var(--u, 1vh) * 2.4);
        min-height: 0;
        padding: calc(var(--u, 1vh) * 3) calc(var(--u, 1vh) * 5);
        border-radius: calc(var(--u, 1vh) * 2);
        background: var(--accent-wash);
      }
      .pinned .text {
        font: 600 calc(var(--u, 1vh) * var(--size)) / 1.2 var(--serif);
        text-wrap: balance;
      }
      .pinned .score {
        font-size: calc(var(--u, 1vh) * 4);
        text-align: start;
      }
      .reply {
        color: var(--ink);
        font-size: calc(var(--u, 1vh) * 3);
        line-height: 1.3;
      }
      .none {
        margin: auto;
        color: var(--ink-soft);
        font: 600 calc(var(--u, 1vh) * 5) / 1.2 var(--serif);
        text-align: center;
      }
    `,
  ];

  #takenAt = -Infinity;
  #timer;
  #places = new Map();
  /** What `fitting` was found for */
  #fitted = '';

  constructor() {
    super();
    this.entries = [];
    this.ids = [];
    this.fitting = MOST;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  willUpdate(changed) {
    // One row less is tried: the rows are still on their way from where they were.
    if (changed.size === 1 && changed.has('fitting') && this.hasUpdated) return;
    this.#places = this.#measure();
    this.#chooseRows();
    const content = `${innerWidth} ${innerHeight} ${this.#shown.map(({ text, name }) => `${text} ${name}`).join('\n')}`;
    if (content !== this.#fitted) this.fitting = MOST;
    this.#fitted = content;
  }

  #chooseRows() {
    const wanted = sortEntries(
      this.entries.filter(({ state }) => state === 'live'),
      'votes',
    )
      .slice(0, MOST)
      .map(({ id }) => id);
    const known = new Set(this.entries.filter(({ state }) => state === 'live').map(({ id }) => id));
    const kept = this.ids.filter((id) => known.has(id));
    const waitMs = this.#takenAt + REORDER_EVERY_MS - performance.now();
    // A question that is gone leaves at once, and free places are filled at once.
    if (waitMs <= 0 || kept.length < Math.min(MOST, known.size)) {
      if (wanted.join() !== this.ids.join()) this.#takenAt = performance.now();
      this.ids = wanted;
      return;
    }
    this.ids = kept;
    clearTimeout(this.#timer);
    if (wanted.join() !== kept.join()) this.#timer = setTimeout(() => this.requestUpdate(), waitMs);
  }

  get #shown() {
    const byId = new Map(this.entries.map((entry) => [entry.id, entry]));
    return this.ids.map((id) => byId.get(id)).filter(Boolean);
  }

  render() {
    const pinned = this.entries.find((entry) => entry.pinned && ['live', 'answered'].includes(entry.state));
    if (pinned) return this.#renderPinned(pinned);
    const shown = this.#shown.slice(0, this.fitting);
    if (!shown.length) return html`<p class="none" data-testid="screen-questions-none">${t('questions.screen-none')}</p>`;
    const more = this.entries.filter(({ state }) => state === 'live').length - shown.length;
    return html`<ol>
        ${repeat(
          shown,
          ({ id }) => id,
          (entry) => this.#renderRow(entry),
        )}
      </ol>
      ${more > 0 ? html`<p class="more" data-testid="screen-questions-more" data-n=${more}>${t('questions.screen-more', { n: more })}</p>` : nothing}`;
  }

  #renderRow({ id, text, name, score }) {
    return html`<li data-testid="screen-question-${id}" data-score=${score}>
      <p class="score"><span aria-hidden="true">▲ ${voterScore(score)}</span><span class="unseen">${t('questions.votes', { n: Math.max(0, score) })}</span></p>
      <div>
        <p class="text" dir="auto">${text}</p>
        ${name ? html`<p class="by" dir="auto">${name}</p>` : nothing}
      </div>
    </li>`;
  }

  #renderPinned({ id, text, name, score, state, reply }) {
    // A short question is set larger than five rows could be.
    const size = Math.max(3.6, Math.min(11, 74 / Math.sqrt(Math.max(16, [...text].length + (reply ? [...reply].length / 2 : 0)))));
    return html`<section class="pinned" data-testid="screen-pinned" ${vars({ size, lines: 12 })}>
      <p class="score" data-testid="screen-question-${id}" data-score=${score}>
        ${state === 'answered' ? html`✓ ${t('questions.answered')}` : html`<span aria-hidden="true">▲ ${voterScore(score)}</span><span class="unseen">${t('questions.votes', { n: Math.max(0, score) })}</span>`}
      </p>
      <p class="text" dir="auto">${text}</p>
      ${name ? html`<p class="by" dir="auto">${name}</p>` : nothing} ${reply ? html`<p class="text reply" dir="auto">${reply}</p>` : nothing}
    </section>`;
  }

  updated() {
    const list = this.renderRoot.querySelector('ol');
    if (list && !this.#fit(list) && list.children.length > 1) this.fitting = list.children.length - 1;
    else this.#slide();
  }

  /** Takes the largest size with which all rows fit; whether one does. A single row that does not is cut. */
  #fit(list) {
    const fits = () => list.scrollHeight <= list.clientHeight + 1 && [...list.querySelectorAll('.text')].every((text) => text.scrollHeight <= text.clientHeight + 2);
    list.classList.remove('tight');
    list.style.setProperty('--lines', '9');
    for (const size of SIZES) {
      list.style.setProperty('--size', String(size));
      if (fits()) return true;
    }
    // The words matter more than who asked them.
    list.classList.add('tight');
    return fits();
  }

  #slide() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [row, top] of this.#measure()) {
      const was = this.#places.get(row);
      if (was === undefined && this.#places.size) row.animate([{ opacity: 0 }, { opacity: 1 }], MOVE_MS);
      else if (was !== undefined && was !== top) row.animate([{ transform: `translateY(${was - top}px)` }, { transform: 'none' }], { duration: MOVE_MS, easing: 'ease-in-out' });
    }
  }

  /** The positions of the rows, without running animations. */
  #measure() {
    return new Map([...this.renderRoot.querySelectorAll('li')].map((row) => [row, row.offsetTop]));
  }
}

const voterScore = (score) => (score < 0 ? '<0' : formatNumber(score));

customElements.define('vh-screen-questions', VhScreenQuestions);

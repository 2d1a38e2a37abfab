/**
 * The poll a presenter leads: the large button, its time limit, what else can be done, and the result as it grows.
 * Fires `vh-do` {what, ...}: 'next' | 'open' | 'close' | 'extend' {seconds} | 'show' {visible} | 'edit' | 'duplicate' | 'reset' | 'delete' |
 * 'export' {file, type} | 'mark' {entry, state}; and `vh-seconds` {seconds}.
 *
 * Hooks: data-testid="next-action" with data-kind, "seconds-N", "extend-15", "extend-30", "reveal", "hide", "reopen", "edit", "duplicate",
 * "reset", "delete", "export-result-csv", "export-ballots-csv", "export-ballots-ndjson", "poll-question", "poll-state", "seen-by".
 */
import { LitElement, html, nothing } from 'lit';
import { has, t } from '../i18n/index.js';
import { methods, resultOf } from '../methods/index.js';
import { Watching } from '../store.js';
import './countdown.js';
import './moderation.js';
import { pollStageStyles } from './poll-stage-styles.js';
import { shared } from './shared.js';
import './table-twin.js';

const LIMITS = [0, 15, 30, 60];

class VhPollStage extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    clock: { attribute: false },
    next: { attribute: false },
    seconds: { type: Number },
    busy: { type: Boolean },
    pending: {},
    stale: { type: Boolean, reflect: true },
  };

  static styles = [shared, pollStageStyles];

  constructor() {
    super();
    new Watching(this, methods);
  }

  render() {
    const { poll, tally } = this;
    const result = resultOf(poll);
    return html`<article aria-labelledby="question">
      <p class="meta soft small">
        <b class="state ${poll.state}" data-testid="poll-state" data-state=${poll.state}>${t(`state.${poll.state}`)}</b>
        <span>${[has(`method.${poll.method}`) ? t(`method.${poll.method}`) : poll.method, ...this.#settings()].join(' · ')}</span>
      </p>
      <h2 id="question" class=${poll.question.length > 120 ? 'long' : ''} data-testid="poll-question">${poll.question}</h2>
      <div class="lead">
        <button
          class="primary next"
          data-testid="next-action"
          data-kind=${this.next.kind}
          aria-busy=${Boolean(this.busy)}
          aria-disabled=${Boolean(this.pending || poll.closing)}
          @click=${() => this.#do('next')}
        >
          ${this.pending ? t(`pending.${this.pending}`) : this.next.words}
        </button>
        ${poll.state === 'open' ? this.#running() : this.#limits()}
      </div>
      <div class="row">
        ${poll.state === 'closed' ? this.#button('reopen', t('do.reopen'), 'open') : nothing}
        ${poll.state === 'draft'
          ? nothing
          : poll.visible
            ? this.#button('hide', t('do.hide'), 'show', { visible: false })
            : this.#button('reveal', t('do.reveal'), 'show', { visible: true })}
        ${poll.state === 'draft' ? this.#button('edit', t('do.edit'), 'edit') : nothing}
      </div>
      <section class="result" aria-label=${t('stage.result')}>
        <p class="seen small soft" data-testid="seen-by" data-visible=${poll.visible}>${t(this.#seen)}</p>
        ${poll.settings?.moderated && poll.state !== 'draft'
          ? html`<vh-moderation .entries=${tally?.result?.entries} @vh-mark=${(event) => this.#do('mark', event.detail)}></vh-moderation>`
          : result.show(poll, poll.state === 'draft' ? null : tally, { fit: false })}
        ${tally?.result && poll.state !== 'draft' ? html`<vh-table-twin .table=${result.table(poll, tally)}></vh-table-twin>` : nothing}
      </section>
      <div class="row more">
        ${poll.state === 'draft' ? nothing : this.#exports()}
        ${this.#button('duplicate', t('do.duplicate'), 'duplicate')}
        ${poll.state === 'draft' ? nothing : this.#button('reset', t('do.reset'), 'reset')}
        ${this.#button('delete', t('do.delete'), 'delete', {}, 'danger')}
      </div>
    </article>`;
  }

  #settings() {
    const { change, results } = this.poll.settings ?? {};
    return [t(change === false ? 'settings.first-stands' : 'settings.change'), t(`settings.results.${results ?? 'live'}`)];
  }

  get #seen() {
    if (this.poll.state === 'draft') return 'stage.draft';
    return this.poll.visible ? 'stage.all-see' : 'stage.only-you';
  }

  #limits() {
    return html`<fieldset class="limits">
      <legend class="unseen">${t('limit.legend')}</legend>
      ${LIMITS.map(
        (n) => html`<label data-testid="seconds-${n}">
          <input class="unseen" type="radio" name="limit" .checked=${this.seconds === n} @change=${() => this.#fire('vh-seconds', { seconds: n })} />
          <span>${n ? t('limit.seconds', { n }) : t('limit.none')}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #running() {
    return html`<div class="running">
      <vh-countdown .poll=${this.poll} .clock=${this.clock}></vh-countdown>
      ${this.poll.closesAt
        ? [15, 30].map((n) => this.#button(`extend-${n}`, t('do.extend', { n }), 'extend', { seconds: n }))
        : html`<span class="soft">${t('limit.open-end')}</span>`}
    </div>`;
  }

  #exports() {
    const file = (id, what, type) => html`<li>
      <button class="quiet" data-testid=${id} @click=${(event) => this.#export(event, what, type)}>${t(`do.${id}`)}</button>
    </li>`;
    return html`<details>
      <summary class="button quiet" data-testid="export">${t('do.export')}</summary>
      <ul>
        ${file('export-result-csv', 'result', 'text/csv')}${file('export-ballots-csv', 'ballots', 'text/csv')}
        ${file('export-ballots-ndjson', 'ballots', 'application/x-ndjson')}
      </ul>
    </details>`;
  }

  #export(event, file, type) {
    event.target.closest('details').open = false;
    this.#do('export', { file, type });
  }

  #button(id, words, what, more = {}, look = '') {
    return html`<button class=${look} data-testid=${id} @click=${() => this.#do(what, more)}>${words}</button>`;
  }

  #do(what, more = {}) {
    if (!this.busy && !this.pending) this.#fire('vh-do', { what, ...more });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-poll-stage', VhPollStage);

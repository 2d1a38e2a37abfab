/**
 * The tab of questions on the voter's page: a box to ask in, the voter's own questions and what became of them, and the questions of all,
 * to support. The list keeps its order while it is read: what is new or has moved waits behind a button. Fires `vh-say` {topic, text} with
 * what the live region of the page should read out.
 *
 * Hooks: data-testid="questions" with data-state (of the poll), "questions-new" with data-n, "questions-sort-NAME", "questions-none",
 * "question-ID" with data-state, "question-up-ID" (aria-pressed) with data-score, "question-down-ID", "own-question-SLOT" with data-state,
 * "own-withdraw-SLOT", "own-edit-SLOT", "questions-same" with data-entry, "same-support", "questions-notice"; see question-form.
 */
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { shared } from '../components/shared-styles.js';
import { formatNumber } from '../i18n/format.js';
import { has, t } from '../i18n/index.js';
import './question-form.js';
import { ShownOrder, sortEntries } from './question-order.js';
import { questionsTabStyles } from './questions-tab-styles.js';
import { Questions } from './questions.js';

const SORTS = ['votes', 'newest'];
/** After the order has changed, a tap was aimed at what was there before. */
const SETTLE_MS = 400;

class VhQuestions extends LitElement {
  static properties = {
    store: { attribute: false },
    poll: { attribute: false },
    /** Whether the tab is in sight */
    shown: { type: Boolean },
    stale: { type: Boolean, reflect: true },
    sort: { state: true },
    /** What could not be done, as text */
    notice: { state: true },
    settling: { type: Boolean, reflect: true },
  };

  static styles = [shared, questionsTabStyles];

  #questions = null;
  #order = new ShownOrder();
  #settleTimer;

  constructor() {
    super();
    this.sort = 'votes';
    this.notice = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#settleTimer);
    this.#questions?.stop();
    this.#questions = null;
  }

  willUpdate(changed) {
    const { poll } = this;
    if (!this.#questions || this.#questions.poll?.id !== poll.id || this.#questions.run !== poll.run) this.#open(poll);
    // Whoever comes back to the tab has not read it meanwhile.
    if (changed.has('shown') && this.shown) this.#order = new ShownOrder();
  }

  #open(poll) {
    this.#questions?.stop();
    this.#questions = new Questions({ store: this.store, poll });
    this.#questions.addEventListener('change', () => this.requestUpdate());
    this.#order = new ShownOrder();
  }

  render() {
    const questions = this.#questions;
    const { isOpen, own } = questions;
    const entries = sortEntries(questions.publicEntries, this.sort);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const ids = this.#order.update(
      entries.map(({ id }) => id),
      { quiet: (id) => byId.get(id).own },
    );
    return html`<article data-testid="questions" data-state=${this.poll.state} aria-labelledby="title">
      <h2 id="title" dir="auto">${this.poll.question}</h2>
      ${isOpen
        ? html`<vh-question-form
            .poll=${this.poll}
            .left=${this.#slotsLeft}
            @vh-ask=${({ detail }) => this.#ask(detail)}
          ></vh-question-form>`
        : html`<p class="closed">${t('questions.closed')}</p>`}
      ${questions.same ? this.#renderSame(byId.get(questions.same.entry) ?? { id: questions.same.entry, text: questions.same.text, vote: 0 }) : nothing}
      ${own.list.length ? this.#renderOwn(own.list) : nothing}
      ${this.#renderNotice()} ${this.#renderList(ids.map((id) => byId.get(id)))}
    </article>`;
  }

  updated() {
    const { added } = this.#order;
    if (added) this.#say('questions-new', t('questions.say-new', { n: added }));
    for (const { slot, state, text } of this.#questions.own.list) {
      if (state === 'answered') this.#say(`own-${slot}`, t('questions.say-answered', { text }));
      else this.#say(`own-${slot}`, t(`questions.own.${state}`));
    }
  }

  get #slotsLeft() {
    const perVoter = this.poll.settings?.perVoter ?? 3;
    return perVoter - this.#questions.own.list.filter(({ state }) => state !== 'refused').length;
  }

  #renderOwn(list) {
    return html`<section class="own" aria-labelledby="own">
      <h3 id="own">${t('questions.own')}</h3>
      <ul>
        ${repeat(
          list,
          ({ slot }) => slot,
          (own) => this.#renderOwnQuestion(own),
        )}
      </ul>
    </section>`;
  }

  #renderOwnQuestion(own) {
    const { slot, state, text } = own;
    const refused = state === 'refused';
    return html`<li data-testid="own-question-${slot}" data-state=${state} class=${state}>
      <p class="text" dir="auto">${text}</p>
      <p class="state small">${t(`questions.own.${state}`)}${refused ? html` · ${refusalText(own)}` : nothing}</p>
      <div class="steps">
        ${refused ? html`<button class="quiet small" data-testid="own-edit-${slot}" @click=${() => this.#edit(own)}>${t('questions.edit')}</button>` : nothing}
        <button class="quiet small" data-testid="own-withdraw-${slot}" aria-label=${t('questions.withdraw-label', { text })} @click=${() => this.#withdraw(own)}>
          ${t(refused ? 'questions.discard' : 'questions.withdraw')}
        </button>
      </div>
    </li>`;
  }

  /** Offers to support the question that exists instead of asking it again. */
  #renderSame({ id, text, vote }) {
    return html`<section class="same" data-testid="questions-same" data-entry=${id} role="status">
      <p>${t('questions.same')} <b dir="auto">${text}</b></p>
      <div class="steps">
        <button class="primary" data-testid="same-support" aria-disabled=${vote > 0} @click=${() => vote > 0 || this.#vote(id, 1)}>
          ${t(vote > 0 ? 'questions.same-supported' : 'questions.same-support')}
        </button>
        <button class="quiet" data-testid="same-close" @click=${() => this.#questions.dismissSame()}>${t('questions.same-close')}</button>
      </div>
    </section>`;
  }

  #renderNotice() {
    const { attempt } = this.store.ballots.of(this.poll.id);
    const text =
      this.notice ||
      (attempt?.state === 'waiting' && !this.store.fresh ? t('questions.vote-waits') : attempt?.state === 'refused' ? t('questions.vote-refused') : '');
    return html`<p class="notice ${text ? '' : 'empty'}" role="status" data-testid="questions-notice">${text}</p>`;
  }

  #renderList(entries) {
    if (!entries.length) {
      const open = this.#questions.isOpen;
      return html`<div class="none" data-testid="questions-none">
        <h3>${t('questions.none')}</h3>
        <p class="soft">${t(open ? 'questions.none-more' : 'questions.none-closed')}</p>
      </div>`;
    }
    const { added, moved } = this.#order;
    return html`<section class="all" aria-labelledby="all">
      <div class="bar">
        <h3 id="all">${t('questions.all')}</h3>
        <div class="sorts" role="group" aria-label=${t('questions.sort')}>
          ${SORTS.map(
            (name) => html`<button data-testid="questions-sort-${name}" aria-pressed=${this.sort === name} @click=${() => this.#setSort(name)}>
              ${t(`questions.sort.${name}`)}
            </button>`,
          )}
        </div>
      </div>
      <div class="changed">
        ${added || moved
          ? html`<button class="more" data-testid="questions-new" data-n=${added} @click=${() => this.#applyOrder()}>
              <span aria-hidden="true">↑</span> ${added ? t('questions.new', { n: added }) : t('questions.moved')}
            </button>`
          : nothing}
      </div>
      <ol>
        ${repeat(
          entries,
          ({ id }) => id,
          (entry) => this.#renderEntry(entry),
        )}
      </ol>
    </section>`;
  }

  #renderEntry(entry) {
    const { id, state, text, name, pinned, reply, own } = entry;
    const marks = [
      pinned && state === 'live' ? html`<b class="mark pin">${t('questions.pinned')}</b>` : nothing,
      state === 'answered' ? html`<b class="mark">✓ ${t('questions.answered')}</b>` : nothing,
      own ? html`<b class="mark">${t('questions.yours')}</b>` : nothing,
      name ? html`<span class="by" dir="auto">${t('questions.by', { name })}</span>` : nothing,
    ].filter((mark) => mark !== nothing);
    return html`<li class="${state} ${pinned ? 'pinned' : ''}" data-testid="question-${id}" data-state=${state}>
      <div class="words">
        <p class="text" id="text-${id}" dir="auto">${text}</p>
        ${marks.length ? html`<p class="small soft marks">${marks}</p>` : nothing}
        ${reply ? html`<p class="reply" dir="auto"><b>${t('questions.reply')}:</b> ${reply}</p>` : nothing}
      </div>
      <div class="votes">${this.#renderVote(entry, 1)}${this.poll.settings?.downvotes ? this.#renderVote(entry, -1) : nothing}</div>
    </li>`;
  }

  #renderVote(entry, direction) {
    const { id, text, vote } = entry;
    const pressed = vote === direction;
    const up = direction > 0;
    const total = entry.score;
    const able = this.#questions.isOpen;
    return html`<button
      class="vote ${up ? 'up' : 'down'}"
      data-testid="question-${up ? 'up' : 'down'}-${id}"
      data-score=${up ? total : nothing}
      aria-pressed=${pressed}
      aria-disabled=${!able}
      aria-label="${t(up ? 'questions.up' : 'questions.down', { text })}${up ? `, ${total < 0 ? t('questions.below-zero') : t('questions.votes', { n: total })}` : ''}"
      @click=${() => able && this.#vote(id, pressed ? 0 : direction)}
    >
      <span aria-hidden="true">${up ? '▲' : '▼'}</span>${up ? html`<span class="score" aria-hidden="true">${total < 0 ? '<0' : formatNumber(total)}</span>` : nothing}
    </button>`;
  }

  #ask({ text, name }) {
    this.notice = '';
    if (this.#questions.ask(text, name)) this.renderRoot.querySelector('vh-question-form').clear();
  }

  #edit(own) {
    this.#questions.withdraw(own);
    this.renderRoot.querySelector('vh-question-form')?.fill(own.text, own.name);
  }

  async #withdraw(own) {
    this.notice = '';
    try {
      await this.#questions.withdraw(own);
    } catch {
      this.notice = t('questions.withdraw-failed');
    }
  }

  #vote(id, vote) {
    if (this.settling) return;
    this.notice = this.#questions.vote(id, vote) ? '' : t('questions.vote-limit');
  }

  #setSort(sort) {
    this.sort = sort;
    // The new order is taken with the next rendering, which knows it.
    this.#order = new ShownOrder();
    this.#settle();
  }

  #applyOrder() {
    this.#order.apply();
    this.#settle();
    this.requestUpdate();
    this.updateComplete.then(() => this.renderRoot.querySelector('.all')?.scrollIntoView({ block: 'start' }));
  }

  #settle() {
    clearTimeout(this.#settleTimer);
    this.settling = true;
    this.#settleTimer = setTimeout(() => (this.settling = false), SETTLE_MS);
  }

  #onVisibility = () => {
    if (document.visibilityState !== 'visible') return;
    this.#order = new ShownOrder();
    this.requestUpdate();
  };

  #say(topic, text) {
    this.dispatchEvent(new CustomEvent('vh-say', { detail: { topic, text } }));
  }
}

function refusalText({ code, message }) {
  if (code === 'bad-ballot' && message) return t('questions.refused.said', { message });
  return t(has(`questions.refused.${code}`) ? `questions.refused.${code}` : 'questions.refused.other');
}

customElements.define('vh-questions', VhQuestions);

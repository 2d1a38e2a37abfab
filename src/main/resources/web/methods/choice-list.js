/**
 * Options as cards. The whole card is the button, and a bar grows in it when there is a result. The methods `single` and `multiple` use it
 * with radio buttons and checkboxes; without `type` it is read-only.
 *
 * Fires `vh-pick` {id}. Arrow keys move through radio buttons without choosing, because choosing is voting.
 * Hooks: data-testid="option-ID" (the card; data-chosen), data-testid="result-bar-ID" with data-votes and data-share.
 */
import { LitElement, css, html, nothing } from 'lit';
import { formatNumber, formatShare, letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { hue, vars } from '../components/css-vars.js';
import { shared } from '../components/shared-styles.js';

const choiceListStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .list {
    display: grid;
    gap: var(--s3);
    min-width: 0;
  }
  .card {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-height: 4rem;
    padding: var(--s2) var(--s3);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--card);
    box-shadow: var(--shadow);
    overflow: hidden;
    isolation: isolate;
    transition: border-color var(--move), transform var(--move);
  }
  label.card {
    cursor: pointer;
    touch-action: manipulation;
    user-select: none;
    -webkit-user-select: none;
  }
  label.card:hover {
    border-color: var(--accent);
  }
  label.card:active {
    transform: scale(0.985);
  }
  div.card {
    border-color: var(--line);
    box-shadow: none;
  }
  label.card.locked {
    cursor: default;
    border-color: var(--line);
  }
  .card:has(:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .card.chosen,
  label.card.locked.chosen {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 2px var(--accent);
    background: var(--accent-wash);
  }
  .list {
    --start: 0;
  }
  .list[dir='rtl'] {
    --start: 100%;
  }
  .bar {
    position: absolute;
    inset: 0;
    z-index: -1;
  }
  /* A light fill behind the text, and a solid strip below it that has the contrast. */
  .bar::before,
  .bar::after {
    content: '';
    position: absolute;
    inset: 0;
    background: var(--hue);
    forced-color-adjust: none;
    transform: scaleX(var(--share));
    transform-origin: var(--start) 50%;
    transition: transform var(--move);
  }
  .bar::before {
    opacity: 0.16;
  }
  .bar::after {
    inset: auto 0 0;
    height: 5px;
  }
  .letter {
    flex: none;
    display: grid;
    place-items: center;
    min-width: 2.25rem;
    height: 2.25rem;
    padding: 0 0.3rem;
    border-radius: var(--radius-s);
    background: var(--hue);
    color: var(--on-hue);
    forced-color-adjust: none;
    font-weight: 700;
  }
  img {
    flex: none;
    width: 3.5rem;
    height: 3.5rem;
    border-radius: var(--radius-s);
    object-fit: cover;
  }
  .label {
    flex: 1;
    min-width: 0;
    font-size: 1.0625rem;
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .badge {
    display: inline-block;
    padding: 0 0.5em;
    border-radius: var(--radius-full);
    background: var(--ink);
    color: var(--paper);
    font-size: var(--text-s);
    font-weight: 600;
    white-space: nowrap;
  }
  .badge.mine {
    background: var(--accent);
    color: var(--on-accent);
  }
  .count {
    flex: none;
    display: grid;
    /* Space for 9,999,999, so that no label wraps because a number has grown. */
    width: 4.5rem;
    text-align: end;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }
  /* The page's figures: "59 %" is not to become "% 59" in a list that runs the other way. */
  .list:dir(rtl) .count {
    text-align: left;
  }
  .count > * {
    unicode-bidi: plaintext;
  }
  .count b {
    font-size: 1.0625rem;
  }
  .count span {
    color: var(--ink-soft);
    font-size: var(--text-s);
    white-space: nowrap;
  }
  .chosen .count span {
    color: var(--ink);
  }
  .mark {
    flex: none;
    display: grid;
    place-items: center;
    width: 1.5rem;
    height: 1.5rem;
    border: 2px solid var(--edge);
    border-radius: 50%;
    font-size: 0.9rem;
    font-weight: 800;
    line-height: 1;
  }
  [role='group'] .mark {
    border-radius: 0.35rem;
  }
  .chosen .mark {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .locked:not(.chosen) .mark {
    visibility: hidden;
  }
  div.card .mark {
    display: none;
  }
  .won .label {
    font-weight: 700;
  }
  @container (max-width: 18rem) {
    .card {
      flex-wrap: wrap;
    }
    .label {
      min-width: 50%;
    }
    .count {
      order: 1;
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      width: 100%;
      min-height: 1.375rem;
    }
  }
`;

class VhChoiceList extends LitElement {
  static properties = {
    options: { attribute: false },
    legend: {},
    /** 'radio', 'checkbox', or '' for a read-only list */
    type: {},
    /** Set of chosen option ids */
    chosen: { attribute: false },
    /** option id → {votes, share, percent}, or null while the result is hidden */
    counts: { attribute: false },
    /** Set of winning ids; empty while the result is not final */
    winners: { attribute: false },
    /** Whether the choice cannot be changed */
    locked: { type: Boolean },
    /** Whether to reserve space for figures that will come, so that labels do not wrap when they do */
    counting: { type: Boolean },
  };

  static styles = [shared, choiceListStyles];

  render() {
    const { options, type } = this;
    if (!type) return html`<ul class="list" dir=${directionOf(options)} aria-label=${this.legend}>${options.map((o, i) => html`<li>${this.#card(o, i)}</li>`)}</ul>`;
    return html`<fieldset class="list" dir=${directionOf(options)} role=${type === 'radio' ? 'radiogroup' : 'group'} @keydown=${type === 'radio' ? this.#arrows : nothing}>
      <legend class="unseen">${this.legend}</legend>
      ${options.map((o, i) => this.#card(o, i))}
    </fieldset>`;
  }

  // Set as a property, because the browser itself checks a box that is clicked, and Lit would not see that.
  updated() {
    for (const input of this.renderRoot.querySelectorAll('input')) input.checked = this.chosen.has(input.value);
  }

  #card(option, index) {
    const chosen = this.chosen.has(option.id);
    const won = this.winners.has(option.id);
    const count = this.counts?.get(option.id);
    const state = `card${this.locked ? ' locked' : ''}${chosen ? ' chosen' : ''}${won ? ' won' : ''}${this.counts ? ' counted' : ''}`;
    const inside = html`
      ${count
        ? html`<span class="bar" data-testid="result-bar-${option.id}" data-votes=${count.votes} data-share=${count.share}></span>`
        : nothing}
      <span class="letter" aria-hidden="true">${letter(index)}</span>
      ${option.image ? html`<img src=${option.image} alt="" loading="lazy" width="56" height="56" />` : nothing}
      <span class="label"
        ><bdi>${option.label}</bdi>${won ? html` <span class="badge">★ ${this.winners.mark}</span>` : nothing}${!this.type && chosen
          ? html` <span class="badge mine">${t('result.yours')}</span>`
          : nothing}</span
      >
      ${count || this.counting
        ? html`<span class="count">${count ? html`<b>${formatShare(count.share, count.percent)}</b><span>${formatNumber(count.votes)}<span class="unseen"> ${t('votes.word')}</span></span>` : nothing}</span>`
        : nothing}
      <span class="mark" aria-hidden="true">${chosen ? '✓' : ''}</span>
    `;
    const look = vars({ ...hue(index), share: count?.share ?? 0 });
    if (!this.type) return html`<div class=${state} data-testid="option-${option.id}" data-chosen=${chosen} ${look}>${inside}</div>`;
    return html`<label class=${state} data-testid="option-${option.id}" data-chosen=${chosen} ${look}>
      <input
        class="unseen"
        type=${this.type}
        name="choice"
        value=${option.id}
        aria-disabled=${this.locked ? 'true' : nothing}
        @click=${() => this.#pick(option.id)}
      />${inside}
    </label>`;
  }

  #pick(id) {
    this.dispatchEvent(new CustomEvent('vh-pick', { detail: { id } }));
    // The property decides what is checked; without this, a click that is refused would leave the box checked.
    this.requestUpdate();
  }

  #arrows = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const radios = [...this.renderRoot.querySelectorAll('input')];
    const at = radios.indexOf(this.renderRoot.activeElement);
    radios[(at + step + radios.length) % radios.length].focus();
  };
}

customElements.define('vh-choice-list', VhChoiceList);

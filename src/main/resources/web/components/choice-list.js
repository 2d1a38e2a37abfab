/**
 * Options as cards; the whole card is the button, and bars grow inside it when there is a result. The `single` and `multiple` methods use
 * it with radios and checkboxes; without `type` it only shows.
 *
 * Fires `vh-pick` {id}. Arrow keys move through radios without choosing, because choosing is voting.
 * Hooks: data-testid="option-ID" (the card; data-chosen), data-testid="result-bar-ID" with data-votes and data-share.
 */
import { LitElement, html, nothing } from 'lit';
import { live } from 'lit-html/directives/live.js';
import { formatNumber, formatShare, letter } from '../format.js';
import { t } from '../i18n/index.js';
import { hue, vars } from '../lib/vars.js';
import { choiceListStyles } from './choice-list-styles.js';
import { shared } from './shared.js';

class VhChoiceList extends LitElement {
  static properties = {
    options: { attribute: false },
    legend: {},
    /** 'radio', 'checkbox', or '' for a list that is only read */
    type: {},
    /** Set of chosen option ids */
    chosen: { attribute: false },
    /** option id → {votes, share}, or null while nobody may see it */
    counts: { attribute: false },
    /** Set of winning ids; empty while the result is not final */
    winners: { attribute: false },
    /** What is chosen stands; clicks change nothing */
    locked: { type: Boolean },
  };

  static styles = [shared, choiceListStyles];

  render() {
    const { options, type } = this;
    if (!type) return html`<ul class="list" aria-label=${this.legend}>${options.map((o, i) => html`<li>${this.#card(o, i)}</li>`)}</ul>`;
    return html`<fieldset class="list" role=${type === 'radio' ? 'radiogroup' : 'group'} @keydown=${type === 'radio' ? this.#arrows : nothing}>
      <legend class="unseen">${this.legend}</legend>
      ${options.map((o, i) => this.#card(o, i))}
    </fieldset>`;
  }

  /** Moves the focus to an option; pages use it for letter keys. */
  focusOption(id) {
    this.renderRoot.querySelector(`input[value="${CSS.escape(id)}"]`)?.focus();
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
        >${option.label}${won ? html` <span class="badge">★ ${t('result.winner')}</span>` : nothing}${!this.type && chosen
          ? html` <span class="badge mine">${t('result.yours')}</span>`
          : nothing}</span
      >
      ${count
        ? html`<span class="count"><b>${formatShare(count.share)}</b><span>${formatNumber(count.votes)}<span class="unseen"> ${t('votes.word')}</span></span></span>`
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
        .checked=${live(chosen)}
        aria-disabled=${this.locked ? 'true' : nothing}
        @click=${() => this.#pick(option.id)}
      />${inside}
    </label>`;
  }

  #pick(id) {
    this.dispatchEvent(new CustomEvent('vh-pick', { detail: { id } }));
    // The property decides what is checked; without this a refused click would leave the browser's own mark.
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

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
import { hue, shape, vars } from '../components/css-vars.js';
import { optionPicture } from '../components/pictures.js';
import { shared } from '../components/shared-styles.js';
import { choiceListStyles } from './choice-list-styles.js';
import { optionStyles } from './option-styles.js';

/** Larger than plain letters, in the same space. */
const shapedLetters = css`
  :host([shaped]) .letter {
    width: 2.75rem;
    height: 2.75rem;
    margin-inline: -0.25rem;
    margin-block: 0;
    padding-top: var(--drop);
    border-radius: 0;
    clip-path: var(--shape);
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
    /** Whether each letter is on a shape of its own */
    shaped: { type: Boolean, reflect: true },
  };

  static styles = [shared, optionStyles, choiceListStyles, shapedLetters];

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
      ${optionPicture(option, 56)}
      <span class="label"
        ><bdi>${option.label}</bdi>${won ? html` <span class="badge">${this.winners.sign} ${this.winners.mark}</span>` : nothing}${!this.type && chosen
          ? html` <span class="badge mine">${t('result.yours')}</span>`
          : nothing}</span
      >
      ${count || this.counting
        ? html`<span class="count">${count ? html`<b>${formatShare(count.share, count.percent)}</b><span>${formatNumber(count.votes)}<span class="unseen"> ${t('votes.word')}</span></span>` : nothing}</span>`
        : nothing}
      <span class="mark" aria-hidden="true">${chosen ? '✓' : ''}</span>
    `;
    const look = vars({ ...hue(index), ...(this.shaped && shape(index)), share: count?.share ?? 0 });
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

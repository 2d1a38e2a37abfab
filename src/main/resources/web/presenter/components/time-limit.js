/**
 * The time limit of the next poll that is opened: common limits, none, or a custom one as seconds or m:ss. Fires `vh-seconds` {seconds}.
 * Hooks: data-testid="seconds-N", "seconds-own".
 */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { LIMIT_CHOICES_S, formatLimit, parseLimit } from '../time-limit.js';
import { shared } from '../../components/shared-styles.js';

class VhTimeLimit extends LitElement {
  static properties = { seconds: { type: Number } };

  static styles = [
    shared,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s1);
      }
      legend {
        float: left;
        margin-inline-end: var(--s2);
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      label {
        position: relative;
      }
      label span {
        display: grid;
        place-items: center;
        min-width: var(--target);
        min-height: var(--target);
        padding: 0 min(var(--s2), 2vw);
        border: 1px solid transparent;
        border-radius: var(--radius-s);
        cursor: pointer;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      label span:hover {
        background: var(--sunken);
      }
      :checked + span,
      input.own.chosen {
        border-color: var(--accent);
        background: var(--accent-wash);
        box-shadow: inset 0 0 0 1px var(--accent);
        font-weight: 650;
      }
      :focus-visible + span {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      input.own {
        width: min(8.5rem, 100%);
        text-align: center;
      }
    `,
  ];

  render() {
    const isCustom = !LIMIT_CHOICES_S.includes(this.seconds);
    return html`<fieldset>
      <legend>${t('limit.legend')}</legend>
      ${LIMIT_CHOICES_S.map(
        (n) => html`<label data-testid="seconds-${n}">
          <input class="unseen" type="radio" name="limit" .checked=${this.seconds === n} @change=${() => this.#choose(n)} />
          <span>${formatLimit(n)}</span>
        </label>`,
      )}
      <input
        class="own ${isCustom ? 'chosen' : ''}"
        type="text"
        maxlength="8"
        autocomplete="off"
        enterkeyhint="done"
        data-testid="seconds-own"
        aria-label=${t('limit.own-label')}
        title=${t('limit.own-label')}
        placeholder=${t('limit.own')}
        .value=${isCustom ? formatLimit(this.seconds) : ''}
        @focus=${(event) => event.target.select()}
        @change=${this.#onCustom}
        @keydown=${(event) => event.key === 'Enter' && event.target.blur()}
      />
    </fieldset>`;
  }

  #onCustom({ target }) {
    const seconds = parseLimit(target.value);
    if (seconds !== null) this.#choose(seconds);
    // Other text leaves the limit unchanged, and the field shows it again.
    target.value = LIMIT_CHOICES_S.includes(seconds ?? this.seconds) ? '' : formatLimit(seconds ?? this.seconds);
  }

  #choose(seconds) {
    this.dispatchEvent(new CustomEvent('vh-seconds', { detail: { seconds } }));
  }
}

customElements.define('vh-time-limit', VhTimeLimit);

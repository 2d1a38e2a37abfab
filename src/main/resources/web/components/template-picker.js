/**
 * Polls for common cases, of which one fills the form. Fires `vh-template` {template}, and `vh-back` to have again what was on the form.
 * Hooks: data-testid="template-NAME", "template-back".
 */
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { templates } from '../templates.js';
import { shared } from './shared.js';

class VhTemplatePicker extends LitElement {
  static properties = {
    /** The name of the one that filled the form */
    chosen: {},
    /** Whether the form can go back to what was written before */
    back: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      legend {
        margin-bottom: var(--s2);
        font-weight: 600;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      li button {
        flex-direction: column;
        align-items: flex-start;
        gap: 0;
        text-align: start;
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
    `,
  ];

  render() {
    return html`<fieldset>
      <legend>${t('template.title')}</legend>
      <ul>
        ${templates().map((template) => this.#template(template))}
        ${this.back
          ? html`<li><button type="button" class="quiet" data-testid="template-back" @click=${() => this.#fire('vh-back')}>↶ ${t('template.back')}</button></li>`
          : nothing}
      </ul>
    </fieldset>`;
  }

  #template(template) {
    const { name, words, method } = template;
    return html`<li>
      <button type="button" data-testid="template-${name}" aria-pressed=${this.chosen === name} @click=${() => this.#fire('vh-template', { template })}>
        ${words}<span class="soft small">${t(`method.${method}`)}</span>
      </button>
    </li>`;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-template-picker', VhTemplatePicker);

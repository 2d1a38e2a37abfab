/**
 * Templates of common polls, one of which fills the form. Fires `vh-template` {template}, and `vh-back` to restore the previous form.
 * Hooks: data-testid="template-NAME", "template-back".
 */
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { templates } from '../poll-templates.js';
import { shared } from '../../components/shared-styles.js';

class VhTemplatePicker extends LitElement {
  static properties = {
    /** The name of the template that has filled the form */
    chosen: {},
    /** Whether the previous form can be restored */
    back: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      fieldset {
        display: flex;
        align-items: baseline;
        gap: var(--s2) var(--s3);
      }
      legend {
        float: left;
        color: var(--ink-soft);
        font-size: var(--text-s);
        white-space: nowrap;
      }
      ul {
        display: flex;
        flex: 1;
        flex-wrap: wrap;
        gap: 0 var(--s1);
        min-width: 0;
      }
      li button {
        padding: var(--s1) var(--s3);
        border-color: transparent;
        border-radius: var(--radius-full);
        background: transparent;
        color: var(--accent);
        font-size: var(--text-s);
        white-space: nowrap;
      }
      /* On narrow screens they scroll sideways. */
      @media (max-width: 45rem), (max-height: 50rem) {
        ul {
          flex-wrap: nowrap;
          overflow-x: auto;
          scrollbar-width: thin;
          overscroll-behavior-x: contain;
          padding-inline-end: var(--s8);
          mask-image: linear-gradient(to left, transparent, #000 var(--s8));
        }
        ul:dir(rtl) {
          mask-image: linear-gradient(to right, transparent, #000 var(--s8));
        }
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
    const { name, title, method } = template;
    return html`<li>
      <button type="button" data-testid="template-${name}" aria-pressed=${this.chosen === name} title=${t(`method.${method}`)} @click=${() => this.#fire('vh-template', { template })}>
        ${title}
      </button>
    </li>`;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-template-picker', VhTemplatePicker);

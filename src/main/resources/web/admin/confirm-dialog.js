/** Asks before something that others feel at once. Hooks: data-testid="confirm", "confirm-cancel". */
import { LitElement, css, html } from 'lit';
import { accountStyles } from '../account/account-styles.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

class VhConfirmDialog extends LitElement {
  static properties = { question: { state: true } };

  static styles = [
    shared,
    accountStyles,
    css`
      dialog {
        width: min(28rem, calc(100vw - 2 * var(--s4)));
        padding: var(--s6);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      h2 {
        overflow-wrap: anywhere;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--s3);
      }
    `,
  ];

  #settle = () => {};

  constructor() {
    super();
    /** {title, lead, action} */
    this.question = { title: '', lead: '', action: '' };
  }

  render() {
    const { title, lead, action } = this.question;
    return html`<dialog aria-labelledby="title" aria-describedby="lead" @cancel=${(event) => this.#close(event, false)}>
      <form @submit=${(event) => this.#close(event, true)}>
        <h2 id="title">${title}</h2>
        <p id="lead">${lead}</p>
        <div class="buttons">
          <button type="button" data-testid="confirm-cancel" @click=${(event) => this.#close(event, false)}>${t('admin.cancel')}</button>
          <button class="primary" data-testid="confirm">${action}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** Resolves to whether to go on. */
  async ask(question) {
    this.question = question;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog').showModal();
    this.renderRoot.querySelector('[data-testid="confirm-cancel"]').focus();
    return new Promise((settle) => (this.#settle = settle));
  }

  #close(event, yes) {
    event.preventDefault();
    this.renderRoot.querySelector('dialog').close();
    this.#settle(yes);
  }
}

customElements.define('vh-confirm-dialog', VhConfirmDialog);

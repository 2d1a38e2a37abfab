/** The help on keyboard shortcuts, opened by `?`. Letter keys can be switched off for users of speech input. Fires `vh-keys` {on}. Hooks: "shortcuts". */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { dialogStyles } from './dialog-styles.js';
import { shared } from '../../components/shared-styles.js';

const KEYS = [
  ['keys.space', 'Space'],
  ['keys.clicker', 'PgDn PgUp'],
  ['keys.reopen', 'O'],
  ['keys.reveal', 'R'],
  ['keys.move', '↑ ↓'],
  ['keys.order', 'Alt ↑ ↓'],
  ['keys.full', 'F'],
  ['keys.lobby', 'L'],
  ['keys.blank', 'B .'],
  ['keys.new', 'N'],
  ['keys.sheet', '?'],
];

class VhShortcuts extends LitElement {
  static properties = { on: { type: Boolean } };

  static styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        --width: 28rem;
      }
      h2 {
        margin-bottom: var(--s4);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--s3) var(--s5);
        align-items: center;
      }
      kbd {
        display: inline-block;
        padding: 0.1em 0.6em;
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
        font: 600 var(--text-s) / 1.6 var(--mono);
        white-space: nowrap;
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-height: var(--target);
        margin-top: var(--s4);
      }
      label input {
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
      button {
        width: 100%;
        margin-top: var(--s3);
      }
    `,
  ];

  /** Opens the dialog. */
  show() {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog.open) dialog.showModal();
  }

  get open() {
    return this.renderRoot?.querySelector('dialog')?.open ?? false;
  }

  render() {
    return html`<dialog aria-labelledby="keys" data-testid="shortcuts">
      <h2 id="keys">${t('keys.title')}</h2>
      <dl>${KEYS.map(([text, key]) => html`<dt><kbd>${key === 'Space' ? t('keys.space-key') : key}</kbd></dt><dd>${t(text)}</dd>`)}</dl>
      <label
        ><input
          type="checkbox"
          .checked=${this.on}
          @change=${(event) => this.dispatchEvent(new CustomEvent('vh-keys', { detail: { on: event.target.checked } }))}
        />
        ${t('keys.on')}</label
      >
      <button @click=${() => this.renderRoot.querySelector('dialog').close()}>${t('keys.close')}</button>
    </dialog>`;
  }
}

customElements.define('vh-shortcuts', VhShortcuts);

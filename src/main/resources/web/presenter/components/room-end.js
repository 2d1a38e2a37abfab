/**
 * Deletes the room: says what is deleted with it, and asks for the code to prevent accidents. Fires `vh-end`.
 * Hooks: data-testid="room-end", "room-end-code", "room-end-really", "room-end-not".
 */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { formatCode, normalizeCode } from '../../hub/room-code.js';
import { dialogStyles } from './dialog-styles.js';
import { shared } from '../../components/shared-styles.js';

class VhRoomEnd extends LitElement {
  static properties = {
    code: {},
    /** The number of polls that are deleted with the room */
    polls: { type: Number },
    busy: { type: Boolean },
    typed: { state: true },
  };

  static styles = [
    shared,
    dialogStyles,
    css`
      .begin {
        width: 100%;
        color: var(--refused);
        font-size: var(--text-s);
      }
      dialog {
        --width: 30rem;
      }
      form {
        display: grid;
        gap: var(--s4);
      }
      input {
        margin-top: var(--s1);
        font-family: var(--mono) !important;
        text-transform: uppercase;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      .buttons button {
        flex: 1 1 8rem;
      }
      .really:not([aria-disabled='true']) {
        border-color: var(--refused);
        background: var(--refused-wash);
        color: var(--refused);
      }
    `,
  ];

  constructor() {
    super();
    this.typed = '';
  }

  render() {
    const code = formatCode(this.code);
    return html`<button class="quiet begin" data-testid="room-end" @click=${this.#openDialog}>${t('end.begin')}</button>
      <dialog aria-labelledby="title" @close=${() => (this.typed = '')}>
        <form novalidate @submit=${this.#submit}>
          <h2 id="title">${t('end.title')}</h2>
          <p>${t('end.what', { n: this.polls })}</p>
          <p>${t('end.before')}</p>
          <label
            >${t('end.code', { code })}
            <input
              type="text"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              data-testid="room-end-code"
              .value=${this.typed}
              @input=${(event) => (this.typed = event.target.value)}
          /></label>
          <div class="buttons">
            <button type="button" data-testid="room-end-not" @click=${() => this.#dialog.close()}>${t('end.not')}</button>
            <button class="really" data-testid="room-end-really" aria-disabled=${!this.#isConfirmed || Boolean(this.busy)}>${t('end.really')}</button>
          </div>
        </form>
      </dialog>`;
  }

  get open() {
    return this.#dialog?.open ?? false;
  }

  get #dialog() {
    return this.renderRoot?.querySelector('dialog');
  }

  get #isConfirmed() {
    return normalizeCode(this.typed) === this.code;
  }

  #openDialog() {
    this.#dialog.showModal();
    this.renderRoot.querySelector('input').focus();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#isConfirmed && !this.busy) this.dispatchEvent(new CustomEvent('vh-end'));
  }
}

customElements.define('vh-room-end', VhRoomEnd);

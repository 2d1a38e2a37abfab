/**
 * Asks a new voter for the passcode of the room. Fires `vh-passcode` {passcode}. Loaded only where a room has one.
 * Hooks: data-testid="passcode", "passcode-go", "passcode-error".
 */
import '../i18n/entry.js';
import { LitElement, css, html } from 'lit';
import { t } from '../i18n/index.js';
import { shared } from '../components/shared-styles.js';

class VhPasscode extends LitElement {
  static properties = {
    /** Whether the last one was wrong */
    wrong: { type: Boolean },
    /** Whether the hub is being asked */
    busy: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--s4);
        margin-top: var(--s5);
        padding: var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      h2 {
        font: 600 var(--text-xl) / 1.25 var(--serif);
      }
      form {
        display: grid;
        gap: var(--s2);
      }
      input {
        font-family: var(--mono) !important;
        font-size: var(--text-xl) !important;
        letter-spacing: 0.2em;
        text-align: center;
      }
      button {
        width: 100%;
      }
    `,
  ];

  render() {
    return html`<h2>${t('passcode.title')}</h2>
      <p>${t('passcode.words')}</p>
      <form novalidate @submit=${this.#submit}>
        <label for="passcode">${t('passcode.label')}</label>
        <input
          id="passcode"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          maxlength="16"
          data-testid="passcode"
          aria-invalid=${this.wrong && !this.busy}
          aria-describedby="error"
        />
        <p id="error" class="field-error" role="alert" data-testid="passcode-error">${this.wrong && !this.busy ? t('passcode.wrong') : ''}</p>
        <button class="primary" data-testid="passcode-go" aria-disabled=${this.busy}>${t('passcode.go')}</button>
      </form>`;
  }

  firstUpdated() {
    this.renderRoot.querySelector('#passcode').focus({ preventScroll: true });
  }

  updated(changed) {
    // A wrong passcode is typed anew.
    if (this.wrong && changed.has('busy') && !this.busy) this.renderRoot.querySelector('#passcode').value = '';
  }

  #submit(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#passcode');
    const passcode = field.value.trim();
    if (!passcode || this.busy) return;
    this.dispatchEvent(new CustomEvent('vh-passcode', { detail: { passcode } }));
  }
}

customElements.define('vh-passcode', VhPasscode);

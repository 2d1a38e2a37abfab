/**
 * In place of the control of a poll that only the members of a voter roll vote on, for whom is not known to be one: asks for the code.
 * Fires `vh-member` {token}. Loaded only where it is needed.
 * Hooks: data-testid="member-code", "member-go", "member-error".
 */
import '../i18n/entry.js';
import { LitElement, css, html } from 'lit';
import { t } from '../i18n/index.js';
import { problemText } from '../hub/problem-text.js';
import { redeemCode } from './member-link.js';
import { shared } from '../components/shared-styles.js';

class VhMemberCode extends LitElement {
  static properties = { poll: { attribute: false }, busy: { state: true }, error: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--s4);
        padding: var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      h2 {
        font: 600 var(--text-xl) / 1.25 var(--serif);
        overflow-wrap: anywhere;
      }
      form {
        display: grid;
        gap: var(--s2);
      }
      input {
        font-family: var(--mono) !important;
        letter-spacing: 0.06em;
        text-transform: uppercase;
      }
      button {
        width: 100%;
      }
    `,
  ];

  render() {
    return html`<h2 dir="auto">${this.poll.question}</h2>
      <p>${t('member.words')}</p>
      <form novalidate @submit=${this.#submit}>
        <label for="code">${t('member.code')}</label>
        <input
          id="code"
          type="text"
          inputmode="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          maxlength="64"
          data-testid="member-code"
          aria-invalid=${Boolean(this.error)}
          aria-describedby="error"
        />
        <p id="error" class="field-error" role="alert" data-testid="member-error">${this.error}</p>
        <button class="primary" data-testid="member-go" aria-disabled=${Boolean(this.busy)}>${t('member.go')}</button>
      </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    const code = this.renderRoot.querySelector('#code').value.trim();
    if (!code || this.busy) return;
    this.busy = true;
    this.error = '';
    try {
      const token = await redeemCode(this.poll.room, code);
      this.dispatchEvent(new CustomEvent('vh-member', { detail: { token } }));
    } catch (error) {
      this.error = error.code === 'not-eligible' ? t('member.wrong') : problemText(error);
    }
    this.busy = false;
  }
}

customElements.define('vh-member-code', VhMemberCode);

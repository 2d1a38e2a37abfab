/**
 * How others join: the code and where to enter it, the join page, the QR code, and a link for presenting from another device.
 * Fires `vh-notify` {text} when something was copied, and `vh-renew` when the presenter key is to be replaced.
 * Hooks: data-testid="join-code" with data-code, "link-join", "copy-join", "copy-presenter", "qr", "renew-key", "renew-really", "renew-not".
 */
import '../../i18n/screen.js';
import { LitElement, css, html, nothing } from 'lit';
import { qrUrl } from '../../hub/api.js';
import { t } from '../../i18n/index.js';
import { copyToClipboard } from '../clipboard.js';
import { formatCode } from '../../hub/room-code.js';
import { shared } from '../../components/shared-styles.js';

class VhShare extends LitElement {
  static properties = { room: { attribute: false }, token: { attribute: false }, owner: { type: Boolean }, renewing: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s2);
        padding: var(--s4) var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      .at {
        color: var(--ink-soft);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      .code {
        font: 650 min(var(--text-3xl), 11vw) / 1.1 var(--mono);
        letter-spacing: 0.04em;
        white-space: nowrap;
      }
      .links {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(7rem, 100%), 1fr));
        gap: var(--s2);
      }
      .links > * {
        padding-inline: var(--s2);
        font-size: var(--text-s);
        text-align: center;
      }
      .button,
      button {
        width: 100%;
      }
      .outward:dir(rtl) {
        transform: scaleX(-1);
      }
      summary {
        display: flex;
        align-items: center;
        min-height: var(--target);
        color: var(--ink-soft);
        font-size: var(--text-s);
        cursor: pointer;
      }
      summary::before {
        content: '▸';
        width: 1.2em;
      }
      summary:dir(rtl)::before {
        content: '◂';
      }
      details[open] > summary::before {
        content: '▾';
      }
      details > * + * {
        margin-top: var(--s2);
      }
      img {
        display: block;
        width: 100%;
        max-width: 14rem;
        aspect-ratio: 1;
        margin: 0 auto;
        border-radius: var(--radius-s);
        background: #fff;
      }
    `,
  ];

  render() {
    const { code } = this.room;
    return html`<p class="at">${t('share.at', { address: new URL(this.#joinUrl).host })}</p>
      <p class="code" data-testid="join-code" data-code=${code}>${formatCode(code)}</p>
      <div class="links">
        <a class="button" data-testid="link-join" href="/r/${code}" target="_blank" rel="noopener">${t('share.join')} <span class="outward" aria-hidden="true">↗</span></a>
        <button data-testid="copy-join" @click=${() => this.#copy(this.#joinUrl)}>${t('share.copy-join')}</button>
      </div>
      <details>
        <summary>${t('share.more')}</summary>
        <img data-testid="qr" src=${qrUrl(code)} alt=${t('screen.qr', { address: this.#joinUrl })} loading="lazy" />
        <button data-testid="copy-presenter" @click=${() => this.#copy(this.#presenterUrl)}>${t('share.other-device')}</button>
        <p class="small soft">${t('share.secret')}</p>
        ${this.owner ? this.#renderRenewal() : nothing}
      </details>`;
  }

  #renderRenewal() {
    return this.renewing
      ? html`<p class="small" role="status">${t('share.renew-words')}</p>
          <button data-testid="renew-really" @click=${this.#renew}>${t('share.renew-really')}</button>
          <button class="quiet" data-testid="renew-not" @click=${() => (this.renewing = false)}>${t('editor.cancel')}</button>`
      : html`<button data-testid="renew-key" @click=${() => (this.renewing = true)}>${t('share.renew')}</button>`;
  }

  get #joinUrl() {
    return this.room.joinUrl ?? `${location.origin}/r/${this.room.code}`;
  }

  // In the fragment, which is not sent to servers and thus not logged.
  get #presenterUrl() {
    return `${location.origin}/present/${this.room.code}#key=${encodeURIComponent(this.token)}`;
  }

  #renew() {
    this.renewing = false;
    this.dispatchEvent(new CustomEvent('vh-renew'));
  }

  async #copy(text) {
    if (await copyToClipboard(text, t('share.by-hand'))) this.#notify(t('share.copied'));
  }

  #notify(text) {
    this.dispatchEvent(new CustomEvent('vh-notify', { detail: { text } }));
  }
}

customElements.define('vh-share', VhShare);

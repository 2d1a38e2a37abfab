/**
 * Shown when the browser blocks storage: the presenter key is only in the page's address, and the presenter has to save it. Fires
 * `vh-notify` {text} and `vh-kept`.
 * Hooks: data-testid="key-unkept", "key-unkept-copy", "key-unkept-done".
 */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { copyToClipboard } from '../clipboard.js';
import { shared } from '../../components/shared-styles.js';

class VhKeyUnkept extends LitElement {
  static styles = [
    shared,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
        margin: var(--s4) var(--s6) 0;
        padding: var(--s3) var(--s5);
        border: 2px solid var(--accent);
        border-radius: var(--radius);
        background: var(--card);
      }
      p {
        flex: 1 1 20rem;
      }
      @media (max-width: 45rem) {
        section {
          margin-inline: var(--s4);
        }
      }
    `,
  ];

  render() {
    return html`<section data-testid="key-unkept" role="status">
      <p>${t('key.unkept')}</p>
      <button class="primary" data-testid="key-unkept-copy" @click=${this.#copy}>${t('key.unkept-copy')}</button>
      <button class="quiet" data-testid="key-unkept-done" @click=${() => this.#fire('vh-kept')}>${t('key.unkept-done')}</button>
    </section>`;
  }

  async #copy() {
    if (await copyToClipboard(location.href, t('share.by-hand'))) this.#fire('vh-notify', { text: t('share.copied') });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-key-unkept', VhKeyUnkept);

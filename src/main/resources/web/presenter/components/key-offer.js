/** Asks whether to replace the presenter key in use by another valid one from a link. Fires `vh-offer` {take}. Hooks: "key-offer", "key-keep", "key-take". */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { shared } from '../../components/shared-styles.js';

class VhKeyOffer extends LitElement {
  static styles = [
    shared,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
        margin-top: var(--s4);
        padding: var(--s3) var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      p {
        flex: 1 1 20rem;
      }
    `,
  ];

  render() {
    return html`<section data-testid="key-offer" role="status">
      <p>${t('key.offer')}</p>
      <button data-testid="key-keep" @click=${() => this.#answer(false)}>${t('key.keep')}</button>
      <button data-testid="key-take" @click=${() => this.#answer(true)}>${t('key.take')}</button>
    </section>`;
  }

  #answer(take) {
    this.dispatchEvent(new CustomEvent('vh-offer', { detail: { take } }));
  }
}

customElements.define('vh-key-offer', VhKeyOffer);

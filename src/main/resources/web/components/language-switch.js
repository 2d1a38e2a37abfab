/**
 * Chooses the page's language, and keeps the choice in a cookie, because the hub paints pages in it. Where none can be kept, the address says
 * it (`?lang=de`).
 *
 * Hooks: data-testid="language-CODE".
 */
import { LitElement, css, html } from 'lit';
import { locale, t } from '../i18n/index.js';
import { shared } from './shared-styles.js';

/** Those that `boot.js` knows, in their own words. */
const LANGUAGES = { en: 'English', de: 'Deutsch' };

const YEAR_S = 365 * 24 * 60 * 60;

class VhLanguageSwitch extends LitElement {
  static styles = [
    shared,
    css`
      div {
        display: inline-flex;
        flex-wrap: wrap;
      }
      button {
        padding: 0 var(--s2);
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 400;
      }
      button[aria-pressed='true'] {
        color: var(--ink);
        font-weight: 650;
      }
    `,
  ];

  render() {
    const now = locale.split('-')[0];
    return html`<div role="group" aria-label=${t('language')}>
      ${Object.entries(LANGUAGES).map(
        ([code, name]) => html`<button class="quiet" lang=${code} aria-pressed=${code === now} data-testid="language-${code}" @click=${() => code !== now && this.#choose(code)}>${name}</button>`,
      )}
    </div>`;
  }

  #choose(code) {
    const kept = `votehub-language=${code}`;
    document.cookie = `${kept}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
    const url = new URL(location);
    url.searchParams.delete('lang');
    if (!document.cookie.split('; ').includes(kept)) url.searchParams.set('lang', code);
    if (url.href === location.href) location.reload();
    else location.replace(url);
  }
}

customElements.define('vh-language-switch', VhLanguageSwitch);

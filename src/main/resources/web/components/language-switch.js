/**
 * Chooses the page's language. The choice is stored in a cookie, because the hub needs it for the first paint; if the browser blocks cookies,
 * it is put into the address (`?lang=de`).
 *
 * Hooks: data-testid="language-CODE".
 */
import { LitElement, css, html } from 'lit';
import { locale, t } from '../i18n/index.js';
import { shared } from './shared-styles.js';

/** The languages of `boot.js`, each by its own name. */
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
    const current = locale.split('-')[0];
    return html`<div role="group" aria-label=${t('language')}>
      ${Object.entries(LANGUAGES).map(
        ([code, name]) => html`<button class="quiet" lang=${code} aria-pressed=${code === current} data-testid="language-${code}" @click=${() => code !== current && this.#choose(code)}>${name}</button>`,
      )}
    </div>`;
  }

  #choose(code) {
    const cookie = `votehub-language=${code}`;
    document.cookie = `${cookie}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
    const url = new URL(location);
    url.searchParams.delete('lang');
    if (!document.cookie.split('; ').includes(cookie)) url.searchParams.set('lang', code);
    if (url.href === location.href) location.reload();
    else location.replace(url);
  }
}

customElements.define('vh-language-switch', VhLanguageSwitch);

/**
 * Chooses the page's language. The choice is stored in a cookie, because the hub needs it for the first paint; if the browser blocks cookies,
 * it is put into the address (`?lang=de`).
 *
 * Hooks: data-testid="language", a list of the languages that the page has.
 */
import { LitElement, css, html } from 'lit';
import { locale, t } from '../i18n/index.js';
import { shared } from './shared-styles.js';

const YEAR_S = 365 * 24 * 60 * 60;

/** What a language calls itself. */
function nameOf(code) {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code);
  return name[0].toLocaleUpperCase(code) + name.slice(1);
}

class VhLanguageSwitch extends LitElement {
  static styles = [
    shared,
    css`
      select {
        max-width: 100%;
        min-height: var(--target);
        border: 0;
        background: none;
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      option {
        background: var(--paper);
        color: var(--ink);
      }
    `,
  ];

  render() {
    const current = locale.split('-')[0];
    return html`<select data-testid="language" aria-label=${t('language')} @change=${(event) => this.#choose(event.target.value)}>
      ${document.documentElement.dataset.languages.split(' ').map((code) => html`<option value=${code} lang=${code} ?selected=${code === current}>${nameOf(code)}</option>`)}
    </select>`;
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

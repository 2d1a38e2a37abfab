/** Chooses the light, the dark, or the system's theme, and stores the choice. Hook: data-testid="theme". */
import { LitElement, css, html } from 'lit';
import { t } from '../i18n/index.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { shared } from './shared-styles.js';

const CHOICES = ['system', 'light', 'dark'];
const SYMBOLS = { system: '◐', light: '○', dark: '●' };

class VhThemeSwitch extends LitElement {
  static properties = { choice: { state: true } };

  static styles = [
    shared,
    css`
      button {
        padding: 0;
        color: var(--ink-soft);
        font-size: 1.1rem;
      }
    `,
  ];

  constructor() {
    super();
    const choice = readStored('votehub.theme');
    this.choice = CHOICES.includes(choice) ? choice : 'system';
  }

  render() {
    const label = t('theme.now', { choice: t(`theme.${this.choice}`) });
    return html`<button class="quiet" data-testid="theme" title=${label} aria-label=${label} @click=${this.#next}>
      <span aria-hidden="true">${SYMBOLS[this.choice]}</span>
    </button>`;
  }

  #next() {
    this.choice = CHOICES[(CHOICES.indexOf(this.choice) + 1) % CHOICES.length];
    if (this.choice === 'system') {
      delete document.documentElement.dataset.theme;
      writeStored('votehub.theme', null);
    } else {
      document.documentElement.dataset.theme = this.choice;
      writeStored('votehub.theme', this.choice);
    }
  }
}

customElements.define('vh-theme-switch', VhThemeSwitch);

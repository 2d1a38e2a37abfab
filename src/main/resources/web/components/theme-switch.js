/** Chooses the light, the dark, or the system's theme, and stores the choice. Hook: data-testid="theme". */
import { LitElement, css, html } from 'lit';
import { t } from '../i18n/index.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { shared } from './shared-styles.js';

const CHOICES = ['system', 'light', 'dark'];
const SYMBOLS = { system: '◐', light: '○', dark: '●' };

/** Light or dark: as chosen in this browser, else as the room has it, else as the device is set. */
export function applyMode(choice) {
  const root = document.documentElement;
  const mode = ['light', 'dark'].includes(choice) ? choice : root.dataset.mode;
  if (mode) root.dataset.theme = mode;
  else delete root.dataset.theme;
}

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
    writeStored('votehub.theme', this.choice === 'system' ? null : this.choice);
    applyMode(this.choice);
  }
}

customElements.define('vh-theme-switch', VhThemeSwitch);

/**
 * Exports the room's polls as a file, and imports such a file into this room. Fires `vh-export`, `vh-results`, and `vh-import` {file}.
 * Hooks: data-testid="export-room", "export-results", "import-room", "import-file".
 */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { shared } from '../../components/shared-styles.js';

class VhRoomFile extends LitElement {
  static properties = {
    /** Whether there is anything to export */
    some: { type: Boolean },
    /** Whether any poll has a result */
    results: { type: Boolean },
    busy: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      button {
        flex: 1 1 8rem;
        font-size: var(--text-s);
      }
    `,
  ];

  render() {
    return html`<button data-testid="import-room" aria-disabled=${Boolean(this.busy)} @click=${this.#openFileChooser}>${t('file.import')}</button>
      <button data-testid="export-room" ?hidden=${!this.some} @click=${() => this.#fire('vh-export')}>${t('file.export')}</button>
      <button data-testid="export-results" ?hidden=${!this.results} @click=${() => this.#fire('vh-results')}>${t('file.results')}</button>
      <input type="file" accept=".json,application/json" hidden tabindex="-1" data-testid="import-file" @change=${this.#onFileChosen} />`;
  }

  #openFileChooser() {
    if (!this.busy) this.renderRoot.querySelector('input').click();
  }

  #onFileChosen({ target }) {
    const [file] = target.files;
    // Reset, so that the same file can be chosen again after it was corrected.
    target.value = '';
    if (file) this.#fire('vh-import', { file });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-room-file', VhRoomFile);

/** A page without a valid key: asks for the key, and links to the room. Hooks: "key", "key-go", "key-join". */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { formatCode } from '../../hub/room-code.js';
import { shared } from '../../components/shared-styles.js';

class VhKeyForm extends LitElement {
  static properties = {
    code: {},
    error: {},
    busy: { type: Boolean },
    /** What the texts are of: the presenter's page, or the moderator's */
    texts: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--s4);
        max-width: 34rem;
        margin: 12vh auto 0;
        padding: var(--s4);
      }
      h1 {
        font: 600 var(--text-2xl) / 1.2 var(--serif);
      }
      form {
        display: grid;
        gap: var(--s2);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      input {
        flex: 1 1 14rem;
        width: auto;
        min-width: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.texts = { title: 'key.title', words: 'key.words', label: 'key.label', go: 'key.go' };
  }

  render() {
    return html`<h1>${t(this.texts.title, { code: formatCode(this.code) })}</h1>
      <p class="soft">${t(this.texts.words)}</p>
      <form novalidate @submit=${this.#submit}>
        <label for="key">${t(this.texts.label)}</label>
        <div class="row">
          <input id="key" type="password" autocomplete="off" data-testid="key" aria-invalid=${Boolean(this.error)} aria-describedby="key-error" />
          <button class="primary" data-testid="key-go" ?disabled=${this.busy}>${t(this.texts.go)}</button>
        </div>
        <p id="key-error" class="field-error" role="alert">${this.error}</p>
      </form>
      <p><a data-testid="key-join" href="/r/${this.code}">${t('key.join')}</a></p>`;
  }

  #submit(event) {
    event.preventDefault();
    // A whole link may be pasted, too.
    const key = this.renderRoot.querySelector('#key').value.trim().replace(/^.*#key=/, '');
    if (key) this.dispatchEvent(new CustomEvent('vh-key', { detail: { key: decoded(key) } }));
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

customElements.define('vh-key-form', VhKeyForm);

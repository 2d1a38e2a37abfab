/**
 * The panel in slides through which they open and close the polls of a room: `/embed/CODE?deck`. It asks for the presenter's key, once for
 * each tab, and obeys the slides around it from then on; see slides/slides-link.js. The key may also come in the fragment (`#key=`), and
 * is used once somebody presses the button.
 *
 * Hooks: data-testid="deck" with data-state ('alone', 'asking', 'leading'), "key", "key-go", "stop", "deck-error".
 */
import { LitElement, css, html } from 'lit';
import '../i18n/deck.js';
import { shared } from '../components/shared-styles.js';
import { PresenterApi, checkKey, readRoom } from '../hub/api.js';
import { ChangeController } from '../hub/change-controller.js';
import { problemText } from '../hub/problem-text.js';
import { codeFromPath, formatCode } from '../hub/room-code.js';
import { t } from '../i18n/index.js';
import { keyFromAddress } from '../presenter/presenter-key.js';
import { SlidesLink } from '../slides/slides-link.js';

function tabStorage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

class VhDeck extends LitElement {
  static properties = { busy: { state: true }, refused: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        align-content: center;
        min-height: 100vh;
        padding: var(--s4);
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--card);
      }
      main,
      form {
        display: grid;
        gap: var(--s3);
      }
      h1 {
        font: 600 var(--text-l) / 1.2 var(--serif);
      }
      p {
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      .row input {
        flex: 1 1 8rem;
        width: auto;
        min-width: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.code = codeFromPath(location.pathname);
    this.given = keyFromAddress();
    this.refused = '';
    this.link = new SlidesLink({
      code: this.code,
      origins: (document.documentElement.dataset.origins ?? '').split(' ').filter(Boolean),
      parent: window.parent === window ? null : window.parent,
      storage: tabStorage(),
      check: (key) => checkKey(this.code, key),
      room: (key) => readRoom(this.code, key),
      act: (key, poll, action, body) => new PresenterApi(this.code, key).pollAction(poll, action, body),
    });
    new ChangeController(this, this.link);
    this.receive = (event) => this.link.receive(event);
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('message', this.receive);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('message', this.receive);
  }

  render() {
    const { leads, site, error } = this.link;
    const room = formatCode(this.code);
    if (!site) return html`<main data-testid="deck" data-state="alone"><p class="soft">${t('deck.alone')}</p></main>`;
    return html`<main data-testid="deck" data-state=${leads ? 'leading' : 'asking'}>
      <h1>${t(leads ? 'deck.leading' : 'deck.asking', { room })}</h1>
      ${leads ? this.#renderLeading(site) : this.#renderForm(site)}
      <p class="field-error" role="alert" data-testid="deck-error">${this.refused || (error ? problemText(error) : '')}</p>
    </main>`;
  }

  #renderLeading(site) {
    return html`<p class="soft">${t('deck.leading.more', { site })}</p>
      <button data-testid="stop" @click=${() => this.link.stop()}>${t('deck.stop')}</button>`;
  }

  #renderForm(site) {
    return html`<form @submit=${this.#submit}>
      <p>${t('deck.asking.more', { site })}</p>
      <div class="row">
        <input
          id="key"
          type="password"
          autocomplete="off"
          data-testid="key"
          aria-label=${t('deck.key')}
          placeholder=${t('deck.key')}
          .value=${this.given ?? ''}
          aria-invalid=${Boolean(this.refused)}
        />
        <button class="primary" data-testid="key-go" ?disabled=${this.busy}>${t('deck.go')}</button>
      </div>
    </form>`;
  }

  #submit = async (event) => {
    event.preventDefault();
    // A whole link to the presenter's page may be pasted, too.
    const key = this.renderRoot.querySelector('#key').value.trim().replace(/^.*#key=/, '');
    if (!key || this.busy) return;
    this.busy = true;
    this.refused = '';
    const kind = await this.link.lead(decoded(key));
    this.busy = false;
    this.given = null;
    if (kind !== 'good') this.refused = t(kind === 'unknown' ? 'deck.offline' : 'deck.wrong');
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

customElements.define('vh-deck', VhDeck);

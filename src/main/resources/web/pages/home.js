/**
 * The home page: `/`. A field for the code, "Make a room" beside it, and the rooms that were made in this browser below.
 * Hooks: data-testid="join-code", "join-go", "join-error", "room-title", "make-room", "make-error"; see own-rooms.
 */
import { LitElement, html, nothing } from 'lit';
import '../i18n/home.js';
import '../components/language-switch.js';
import '../components/live-region.js';
import '../home/own-rooms.js';
import { shared } from '../components/shared-styles.js';
import '../components/theme-switch.js';
import { createRoom, readRoom } from '../hub/api.js';
import { t } from '../i18n/index.js';
import { formatJoinCode, parseJoinCode } from '../home/join-code.js';
import { rememberRoom } from '../presenter/own-rooms-storage.js';
import { problemText } from '../hub/problem-text.js';
import { formatCode } from '../hub/room-code.js';
import { presenterAddress } from '../presenter/presenter-key.js';
import { homeStyles } from './home-styles.js';

/** So long after the page is there, nobody waits for anything. */
const OFFLINE_MS = 6_000;

// The hub says so in the page where people may have accounts.
const hasAccounts = document.documentElement.hasAttribute('data-accounts');

/** Keeps the page for when there is no network. */
async function keepPage() {
  try {
    const { keepLoadedFiles, registerWorker } = await import('../hub/service-worker.js');
    const registration = await registerWorker();
    if (registration) keepLoadedFiles(registration);
  } catch {
    // The network is gone already; the next visit tries again.
  }
}

class VhHome extends LitElement {
  static properties = { joinError: { state: true }, createError: { state: true }, busy: { state: true } };
  static styles = [shared, homeStyles];

  constructor() {
    super();
    this.joinError = '';
    this.createError = '';
    // 'join' or 'make' while a request is running
    this.busy = '';
  }

  render() {
    return html`<header>
        <p class="name"><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="32" height="32" /> Votehub</p>
        <div class="tools">
          ${hasAccounts ? html`<a class="button quiet" href="/account" data-testid="account">${t('home.account')}</a>` : nothing}
          <vh-theme-switch></vh-theme-switch>
        </div>
      </header>
      <main>
        <p class="what">${t('home.what')}</p>
        <div class="ways">
          <form class="join" novalidate @submit=${this.#join}>
            <h1><label for="code">${t('home.join')}</label></h1>
            <input
              id="code"
              type="text"
              data-testid="join-code"
              autocomplete="off"
              autocapitalize="characters"
              autofocus
              spellcheck="false"
              enterkeyhint="go"
              maxlength="2000"
              placeholder="ABC 234"
              aria-invalid=${Boolean(this.joinError)}
              aria-describedby="join-error"
              @input=${this.#onInput}
            />
            <button class="primary" data-testid="join-go">${t(this.busy === 'join' ? 'home.joining' : 'home.go')}</button>
            <p id="join-error" class="field-error" data-testid="join-error" role="alert">${this.joinError}</p>
          </form>
          <form class="make" novalidate aria-labelledby="make" @submit=${this.#createRoom}>
            <h2 id="make">${t('home.lead')}</h2>
            <input id="title" type="text" dir="auto" data-testid="room-title" maxlength="200" placeholder=${t('home.title')} aria-label=${t('home.title')} aria-describedby="make-error" />
            <button data-testid="make-room">${t(this.busy === 'make' ? 'home.making' : 'home.make')}</button>
            <p id="make-error" class="field-error" data-testid="make-error" role="alert">${this.createError}</p>
          </form>
        </div>
        <vh-own-rooms></vh-own-rooms>
      </main>
      <footer><vh-language-switch></vh-language-switch></footer>`;
  }

  #onInput = (event) => {
    this.joinError = '';
    // The text of an input method must not be changed while it is being composed.
    if (event.isComposing) return;
    const field = event.target;
    const { text, caret } = formatJoinCode(field.value, field.selectionStart);
    if (text === field.value) return;
    field.value = text;
    field.setSelectionRange(caret, caret);
  };

  async #join(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#code');
    const { code, error } = parseJoinCode(field.value);
    if (!code) return this.#fail(field, t(`home.${error}-code`));
    this.busy = 'join';
    try {
      await readRoom(code);
    } catch (e) {
      this.busy = '';
      // Only if the hub knows no such room, the user stays here; on a bad network the room's page retries by itself.
      if (e.code === 'unknown-room') return this.#fail(field, t('home.unknown', { code: formatCode(code) }));
    }
    location.assign(`/r/${code}`);
  }

  /** The app's shortcut to make a room. */
  connectedCallback() {
    super.connectedCallback();
    this.offlineTimer = setTimeout(keepPage, OFFLINE_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.offlineTimer);
  }

  firstUpdated() {
    if (new URLSearchParams(location.search).has('make')) this.renderRoot.querySelector('#title').focus();
  }

  #fail(field, text) {
    this.joinError = text;
    field.focus();
    field.select();
  }

  async #createRoom(event) {
    event.preventDefault();
    if (this.busy) return;
    const title = this.renderRoot.querySelector('#title').value.trim();
    this.busy = 'make';
    this.createError = '';
    try {
      const room = await createRoom(title || t('home.untitled'));
      rememberRoom(room);
      location.assign(presenterAddress(room.code));
    } catch (e) {
      this.busy = '';
      this.createError = problemText(e);
    }
  }
}

customElements.define('vh-home', VhHome);

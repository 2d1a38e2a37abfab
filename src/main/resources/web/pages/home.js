/**
 * The way in: `/`. One field for the code, and "Make a room" beside it; rooms made in this browser below.
 * Hooks: data-testid="join-code", "join-go", "join-error", "room-title", "make-room", "make-error"; see own-rooms.
 */
import { LitElement, html } from 'lit';
import '../i18n/home.js';
import '../components/language-switch.js';
import '../components/live-region.js';
import '../home/own-rooms.js';
import { shared } from '../components/shared-styles.js';
import '../components/theme-switch.js';
import { createRoom, readRoom } from '../hub/api.js';
import { t } from '../i18n/index.js';
import { grouped, read } from '../home/join-code.js';
import { rememberRoom } from '../presenter/own-rooms-storage.js';
import { wordsOf } from '../hub/problem-text.js';
import { formatCode } from '../hub/room-code.js';
import { presenterAddress } from '../presenter/presenter-key.js';
import { homeStyles } from './home-styles.js';

class VhHome extends LitElement {
  static properties = { joinError: { state: true }, makeError: { state: true }, busy: { state: true } };
  static styles = [shared, homeStyles];

  constructor() {
    super();
    this.joinError = '';
    this.makeError = '';
    // 'join' or 'make' while the hub is asked
    this.busy = '';
  }

  render() {
    return html`<header>
        <p class="name"><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="32" height="32" /> Votehub</p>
        <vh-theme-switch></vh-theme-switch>
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
              @input=${this.#type}
            />
            <button class="primary" data-testid="join-go">${t(this.busy === 'join' ? 'home.joining' : 'home.go')}</button>
            <p id="join-error" class="field-error" data-testid="join-error" role="alert">${this.joinError}</p>
          </form>
          <form class="make" novalidate aria-labelledby="make" @submit=${this.#make}>
            <h2 id="make">${t('home.lead')}</h2>
            <input id="title" type="text" dir="auto" data-testid="room-title" maxlength="200" placeholder=${t('home.title')} aria-label=${t('home.title')} aria-describedby="make-error" />
            <button data-testid="make-room">${t(this.busy === 'make' ? 'home.making' : 'home.make')}</button>
            <p id="make-error" class="field-error" data-testid="make-error" role="alert">${this.makeError}</p>
          </form>
        </div>
        <vh-own-rooms></vh-own-rooms>
      </main>
      <footer><vh-language-switch></vh-language-switch></footer>`;
  }

  #type = (event) => {
    this.joinError = '';
    // What an input method is still composing is its own.
    if (event.isComposing) return;
    const field = event.target;
    const { text, caret } = grouped(field.value, field.selectionStart);
    if (text === field.value) return;
    field.value = text;
    field.setSelectionRange(caret, caret);
  };

  async #join(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#code');
    const { code, why } = read(field.value);
    if (!code) return this.#fail(field, t(`home.${why}-code`));
    this.busy = 'join';
    try {
      await readRoom(code);
    } catch (e) {
      this.busy = '';
      // Only a clear "no such room" keeps somebody out; on a bad network the room's own page tries again by itself.
      if (e.code === 'unknown-room') return this.#fail(field, t('home.unknown', { code: formatCode(code) }));
    }
    location.assign(`/r/${code}`);
  }

  #fail(field, words) {
    this.joinError = words;
    field.focus();
    field.select();
  }

  async #make(event) {
    event.preventDefault();
    if (this.busy) return;
    const title = this.renderRoot.querySelector('#title').value.trim();
    this.busy = 'make';
    this.makeError = '';
    try {
      const room = await createRoom(title || t('home.untitled'));
      rememberRoom(room);
      location.assign(presenterAddress(room.code));
    } catch (e) {
      this.busy = '';
      this.makeError = wordsOf(e);
    }
  }
}

customElements.define('vh-home', VhHome);

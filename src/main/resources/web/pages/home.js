/**
 * The way in: `/`. One field for the code; "Make a room" beside it; rooms made in this browser below.
 * Hooks: data-testid="join-code", "join-go", "join-error", "room-title", "make-room", "make-error", "own-room-CODE".
 */
import { LitElement, html, nothing } from 'lit';
import '../components/live-region.js';
import { shared } from '../components/shared.js';
import '../components/theme-switch.js';
import { makeRoom, readRoom } from '../api.js';
import { t } from '../i18n/index.js';
import { wordsOf } from '../problem.js';
import { looksLikeCode, normalCode, ownRooms, presenterAddress, rememberRoom, spokenCode } from '../session.js';
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
    const rooms = ownRooms();
    return html`<header>
        <p class="name"><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="32" height="32" /> Votehub</p>
        <vh-theme-switch></vh-theme-switch>
      </header>
      <main>
        <form class="join" novalidate @submit=${this.#join}>
          <h1><label for="code">${t('home.join')}</label></h1>
          <div class="row">
            <input
              id="code"
              type="text"
              data-testid="join-code"
              autocomplete="off"
              autocapitalize="characters"
              autofocus
              spellcheck="false"
              enterkeyhint="go"
              maxlength="12"
              placeholder="ABC 234"
              aria-invalid=${Boolean(this.joinError)}
              aria-describedby="join-error"
              @input=${() => (this.joinError = '')}
            />
            <button class="primary" data-testid="join-go">${t(this.busy === 'join' ? 'home.joining' : 'home.go')}</button>
          </div>
          <p id="join-error" class="field-error" data-testid="join-error" role="alert">${this.joinError}</p>
        </form>
        <section class="make" aria-labelledby="make">
          <h2 id="make">${t('home.lead')}</h2>
          <form novalidate @submit=${this.#make}>
            <label class="unseen" for="title">${t('home.title')}</label>
            <input id="title" type="text" data-testid="room-title" maxlength="200" placeholder=${t('home.title')} aria-describedby="make-error" />
            <button data-testid="make-room">${t(this.busy === 'make' ? 'home.making' : 'home.make')}</button>
          </form>
          <p id="make-error" class="field-error" data-testid="make-error" role="alert">${this.makeError}</p>
          ${rooms.length
            ? html`<h3>${t('home.yours')}</h3>
                <ul>
                  ${rooms.map(
                    ({ code, title }) => html`<li>
                      <a data-testid="own-room-${code}" href="/present/${code}"><b>${spokenCode(code)}</b> <span>${title || t('home.untitled')}</span></a>
                    </li>`,
                  )}
                </ul>`
            : nothing}
        </section>
      </main>`;
  }

  async #join(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#code');
    const code = normalCode(field.value);
    if (!looksLikeCode(code)) return this.#fail(field, code ? t('home.bad-code') : t('home.no-code'));
    this.busy = 'join';
    try {
      await readRoom(code);
    } catch (e) {
      this.busy = '';
      // Only a clear "no such room" keeps somebody out; on a bad network the room's own page tries again by itself.
      if (e.code === 'unknown-room') return this.#fail(field, t('home.unknown', { code: spokenCode(code) }));
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
      const room = await makeRoom(title || t('home.untitled'));
      rememberRoom(room);
      location.assign(presenterAddress(room.code));
    } catch (e) {
      this.busy = '';
      this.makeError = wordsOf(e);
    }
  }
}

customElements.define('vh-home', VhHome);

/**
 * Where else the room can be shown: addresses to copy, and the sites that may show it in a frame. Fires `vh-notify` {text}.
 * Hooks: data-testid="elsewhere", "elsewhere-NAME" (the text that is copied) and "copy-NAME" for screen, overlay, embed, vote and slide,
 * "elsewhere-poll", "sites", "site-N", "site-remove-N", "site-new", "site-add", "sites-error".
 */
import { LitElement, css, html, nothing } from 'lit';
import '../../i18n/elsewhere.js';
import { disclosureStyles } from './disclosure-styles.js';
import { shared } from '../../components/shared-styles.js';
import { readRoom } from '../../hub/api.js';
import { problemText } from '../../hub/problem-text.js';
import { t } from '../../i18n/index.js';
import { copyToClipboard } from '../clipboard.js';

const MOST_SITES = 10;
const FRAME = 'style="width:100%;height:24rem;border:0;color-scheme:light" title="Votehub"';

class VhElsewhere extends LitElement {
  static properties = {
    room: { attribute: false },
    polls: { attribute: false },
    token: { attribute: false },
    api: { attribute: false },
    /** The origins of the list; null until they are known */
    sites: { state: true },
    poll: { state: true },
    error: { state: true },
    busy: { state: true },
  };

  static styles = [
    shared,
    disclosureStyles,
    css`
      :host {
        display: block;
      }
      .item {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--s1) var(--s2);
      }
      .item label,
      .item select {
        grid-column: 1 / -1;
      }
      .item label {
        font-size: var(--text-s);
        font-weight: 550;
      }
      .item input {
        font: var(--text-s) var(--mono);
      }
      h4 {
        margin: var(--s4) 0 0;
        font-size: var(--text-m);
      }
      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s2);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.sites = null;
    this.error = '';
  }

  render() {
    const { code } = this.room;
    const hub = this.#hub;
    const pinned = this.poll ? `?poll=${this.poll}` : '';
    return html`<details data-testid="elsewhere" @toggle=${this.#load}>
      <summary>${t('elsewhere')}</summary>
      ${this.#renderItem('screen', `${hub}/screen/${code}`)} ${this.#renderItem('overlay', `${hub}/screen/${code}?overlay&show=poll&qr=0`)}
      <p class="item">
        <label for="poll">${t('elsewhere.poll')}</label>
        <select id="poll" data-testid="elsewhere-poll" @change=${(event) => (this.poll = event.target.value)}>
          <option value="">${t('elsewhere.any')}</option>
          ${(this.polls ?? []).map(({ id, question }) => html`<option value=${id}>${question}</option>`)}
        </select>
      </p>
      ${this.#renderItem('embed', `<iframe src="${hub}/embed/${code}${pinned}" ${FRAME}></iframe>`)}
      ${this.#renderItem('vote', `<iframe src="${hub}/embed/${code}?vote" ${FRAME}></iframe>`)}
      ${this.poll ? this.#renderItem('slide', `<section data-votehub-poll="${this.poll}"></section>`) : nothing}
      ${this.#renderSites()}
    </details>`;
  }

  #renderItem(name, text) {
    return html`<div class="item">
      <label for=${name}>${t(`elsewhere.${name}`)}</label>
      <input id=${name} type="text" readonly dir="ltr" data-testid="elsewhere-${name}" .value=${text} @focus=${(event) => event.target.select()} />
      <button data-testid="copy-${name}" aria-label=${`${t('elsewhere.copy')}: ${t(`elsewhere.${name}`)}`} @click=${() => this.#copy(text)}>${t('elsewhere.copy')}</button>
    </div>`;
  }

  #renderSites() {
    const { sites } = this;
    return html`<h4>${t('elsewhere.sites')}</h4>
      <p class="small soft">${t('elsewhere.sites.more')}</p>
      <ul data-testid="sites">
        ${(sites ?? []).map(
          (site, i) => html`<li>
            <bdi data-testid="site-${i}">${site}</bdi>
            <button class="quiet" data-testid="site-remove-${i}" aria-label=${t('elsewhere.remove', { site })} @click=${() => this.#change(sites.filter((each) => each !== site))}>✕</button>
          </li>`,
        )}
      </ul>
      ${sites && sites.length < MOST_SITES
        ? html`<form class="item" novalidate @submit=${this.#add}>
            <label for="site">${t('elsewhere.site')}</label>
            <input id="site" type="text" inputmode="url" autocomplete="off" spellcheck="false" dir="ltr" data-testid="site-new" placeholder="https://slides.example.org" aria-invalid=${Boolean(this.error)} aria-describedby="sites-error" />
            <button data-testid="site-add" ?disabled=${this.busy}>${t('elsewhere.add')}</button>
          </form>`
        : nothing}
      <p id="sites-error" class="field-error" role="alert" data-testid="sites-error">${this.error}</p>`;
  }

  get #hub() {
    return this.room.joinUrl ? new URL(this.room.joinUrl).origin : location.origin;
  }

  #load = async (event) => {
    if (!event.target.open || this.sites) return;
    try {
      this.sites = (await readRoom(this.room.code, this.token)).embed?.origins ?? [];
    } catch (error) {
      this.error = problemText(error);
    }
  };

  #add = async (event) => {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#site');
    const origin = originOf(field.value.trim());
    if (origin && (await this.#change([...this.sites, origin]))) field.value = '';
  };

  async #change(origins) {
    this.busy = true;
    this.error = '';
    try {
      this.sites = (await this.api.changeEmbedding({ origins })).origins;
      return true;
    } catch (error) {
      this.error = error.errors?.length ? t('elsewhere.no-site') : problemText(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #copy(text) {
    if (await copyToClipboard(text, t('elsewhere.by-hand'))) this.dispatchEvent(new CustomEvent('vh-notify', { detail: { text: t('elsewhere.copied') } }));
  }
}

/** What of a pasted address is the site; as it was typed if it is no address, for the hub to judge. */
function originOf(text) {
  return /^https?:\/\/[^*]+$/i.test(text) && URL.canParse(text) ? new URL(text).origin : text;
}

customElements.define('vh-elsewhere', VhElsewhere);

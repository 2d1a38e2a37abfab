/**
 * The rooms of people who delete their account and ask this one to take them over.
 * Hooks: data-testid="offer" with data-accepted, "offer-accept", "offer-decline", "offers-told".
 */
import { css, html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { formatDay } from './format-time.js';
import { roleListStyles } from './role-list-styles.js';
import { acceptOffer, declineOffer, listOffers } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

class VhRoomOffers extends AccountForm {
  static properties = { offers: { state: true }, told: { state: true } };

  static styles = [
    ...AccountForm.styles,
    roleListStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s3);
      }
      li p {
        margin-top: var(--s2);
      }
    `,
  ];

  constructor() {
    super();
    this.offers = [];
    this.told = '';
  }

  firstUpdated() {
    this.#load();
  }

  /** Takes no room on the page while there is nothing to show. */
  willUpdate() {
    this.hidden = !this.offers.length && !this.told && !this.problem;
  }

  async #load() {
    const all = await this.attempt(listOffers);
    if (all) this.offers = all.offers;
  }

  render() {
    return html`${this.offers.length
        ? html`<h3>${t('offers.title')}</h3>
            <ul class="asked">
              ${this.offers.map((offer) => this.#renderOffer(offer))}
            </ul>`
        : nothing}
      <div role="status">${this.told ? html`<p class="told" data-testid="offers-told">${this.told}</p>` : nothing}</div>
      ${this.renderProblem()}`;
  }

  #renderOffer(offer) {
    const { id, from, name, rooms, titles, at, accepted } = offer;
    const day = formatDay(at);
    return html`<li data-testid="offer" data-accepted=${accepted}>
      <div>
        <strong><bdi>${name || from}</bdi></strong>${name ? html`<br /><span class="soft small">${from}</span>` : nothing}
        <p>${t(accepted ? 'offers.accepted' : 'offers.asked', { n: rooms, day })}</p>
        <p class="soft small">${titles.map((title, i) => html`${i ? ' · ' : ''}<bdi>${title}</bdi>`)}${rooms > titles.length && titles.length ? ' …' : ''}</p>
      </div>
      <div class="buttons">
        ${accepted ? nothing : html`<button class="primary" data-testid="offer-accept" aria-label="${t('offers.accept')}: ${from}" ?disabled=${this.busy} @click=${() => this.#accept(id, day)}>${t('offers.accept')}</button>`}
        <button class=${accepted ? 'quiet' : ''} data-testid="offer-decline" aria-label="${t(accepted ? 'offers.back' : 'account.decline')}: ${from}" ?disabled=${this.busy} @click=${() => this.#decline(id)}>${t(accepted ? 'offers.back' : 'account.decline')}</button>
      </div>
    </li>`;
  }

  async #accept(id, day) {
    if (await this.attempt(() => acceptOffer(id))) this.told = t('offers.accepted-told', { day });
    await this.#load();
  }

  async #decline(id) {
    if (await this.attempt(() => declineOffer(id))) this.told = t('offers.declined-told');
    await this.#load();
  }
}

customElements.define('vh-room-offers', VhRoomOffers);

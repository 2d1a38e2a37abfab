/**
 * Between polls, on the voter's page: asks to be told when the next poll opens. Loaded only where the hub does that, once the page has rested.
 * Hooks: data-testid="push" with data-state, "push-on", "push-off".
 */
import '../i18n/push.js';
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { shared } from '../components/shared-styles.js';
import { PushSubscriptionOfRoom, support } from './push-subscription.js';

class VhPush extends LitElement {
  static properties = { store: { attribute: false }, state: { state: true }, busy: { state: true } };

  static styles = [
    shared,
    css`
      section {
        display: grid;
        gap: var(--s2);
        justify-items: center;
        max-width: 26rem;
        margin-inline: auto;
        text-align: center;
        overflow-wrap: anywhere;
      }
      section[data-state='on'] {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 0 var(--s2);
      }
      p {
        color: var(--ink-soft);
        font-size: var(--text-s);
        text-wrap: balance;
      }
      svg {
        flex: none;
        width: 1.25em;
        height: 1.25em;
      }
    `,
  ];

  constructor() {
    super();
    /** 'off', 'on', 'denied', 'failed', 'install', or null while it is not known */
    this.state = null;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.subscription ??= new PushSubscriptionOfRoom(this.store);
    const can = support();
    if (can !== 'ready') {
      this.state = can;
      return;
    }
    await this.#attempt(async () => ((await this.subscription.look()) ? 'on' : 'off'), 'off');
  }

  render() {
    const { state } = this;
    if (!state || state === 'none') return nothing;
    if (state === 'install') return html`<section data-testid="push" data-state="install"><p>${t('push.install')}</p></section>`;
    return html`<section data-testid="push" data-state=${state}>
      ${state === 'on'
        ? html`<p>${t('push.on')}</p>
            <button class="quiet" data-testid="push-off" aria-disabled=${Boolean(this.busy)} @click=${this.#switchOff}>${t('push.off')}</button>`
        : html`<button data-testid="push-on" aria-disabled=${Boolean(this.busy)} aria-describedby="more" @click=${this.#switchOn}>${bell} ${t('push.ask')}</button>
            <p id="more">${state === 'off' ? t('push.more') : nothing}</p>`}
      <p role="status">${state === 'denied' || state === 'failed' ? t(`push.${state}`) : nothing}</p>
    </section>`;
  }

  #switchOn = () => this.#attempt(() => this.subscription.begin(), 'failed');

  #switchOff = () =>
    this.#attempt(async () => {
      await this.subscription.end();
      return 'off';
    }, 'on');

  async #attempt(step, otherwise) {
    if (this.busy) return;
    this.busy = true;
    const focused = this.renderRoot?.activeElement;
    try {
      this.state = await step();
    } catch {
      this.state = otherwise;
    }
    this.busy = false;
    if (!focused) return;
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }
}

const bell = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  <path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9M10 20a2.2 2.2 0 0 0 4 0" />
</svg>`;

customElements.define('vh-push', VhPush);

export const renderPush = (store) => html`<vh-push .store=${store}></vh-push>`;

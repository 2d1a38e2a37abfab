/**
 * The webhooks of the room: addresses of other programs that are told what happens, a form for another one, and what each was told. A secret
 * is shown once. Asks the hub about deliveries only while they are shown. Fires `vh-notify` {text}.
 * Hooks: data-testid="webhooks", "webhook-ID" with data-ended, "webhook-url", "webhook-EVENT", "webhook-add", "webhook-secret" with
 * data-secret, "webhook-copy", "webhook-show-ID", "webhook-rotate-ID", "webhook-remove-ID", "webhook-remove-sure", "delivery" with data-state, "delivery-again".
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import '../../i18n/present-webhooks.js';
import { copyToClipboard } from '../clipboard.js';
import { disclosureStyles } from './disclosure-styles.js';
import { problemText } from '../../hub/problem-text.js';
import { shared } from '../../components/shared-styles.js';
import { locale, t } from '../../i18n/index.js';
import { attempt } from '../attempt.js';

const EVENTS = ['poll.opened', 'poll.closed', 'question.live', 'room.deleted'];
const MOST = 5;
const ASK_EVERY_MS = 2000;
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

/** The time alone if it is today. */
const when = (at) => (new Date(at).toDateString() === new Date().toDateString() ? clock : day).format(at);

class VhWebhooks extends LitElement {
  static properties = {
    /** The calls to the hub, a PresenterApi */
    api: { attribute: false },
    hooks: { state: true },
    deliveries: { state: true },
    shown: { state: true },
    removing: { state: true },
    added: { state: true },
    busy: { state: true },
    error: { state: true },
  };

  static styles = [
    shared,
    disclosureStyles,
    css`
      :host {
        display: block;
        padding-top: var(--s2);
      }
      .hooks > li {
        display: grid;
        gap: var(--s2);
        padding: var(--s3) 0;
        border-top: 1px solid var(--line);
      }
      .url {
        overflow-wrap: anywhere;
        line-height: 1.3;
        font-weight: 600;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      .actions button,
      .deliveries button {
        padding-inline: var(--s2);
        font-size: var(--text-s);
      }
      .hooks > li > .actions {
        gap: var(--s1);
        margin-inline-start: calc(-1 * var(--s2));
      }
      .deliveries li {
        display: flex;
        align-items: center;
        gap: var(--s2);
        padding: var(--s2) 0;
        border-top: 1px solid var(--line);
        font-size: var(--text-s);
        line-height: 1.35;
      }
      .deliveries li > span {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .deliveries {
        max-height: 24rem;
        overflow-y: auto;
        padding: 0 var(--s3);
        border-radius: var(--radius-s);
        background: var(--sunken);
      }
      .deliveries li:first-child {
        border-top: 0;
      }
      .mark {
        width: 1.2em;
        flex: none !important;
        font-weight: 700;
        color: var(--accent);
      }
      [data-state='failed'] .mark {
        color: var(--refused);
      }
      form {
        display: grid;
        gap: var(--s2);
      }
      label,
      legend {
        font-size: var(--text-s);
      }
      fieldset {
        display: grid;
        border: 0;
        padding: 0;
        margin: 0;
        min-width: 0;
      }
      .check {
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-height: var(--target);
      }
      .check input {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
      .box {
        display: grid;
        gap: var(--s2);
        padding: var(--s3);
        border-radius: var(--radius-s);
        background: var(--sunken);
      }
      code {
        overflow-wrap: anywhere;
        font-size: var(--text-s);
      }
    `,
  ];

  constructor() {
    super();
    this.hooks = [];
    this.deliveries = [];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  render() {
    return html`<details data-testid="webhooks" @toggle=${this.#toggled}>
      <summary>${t('webhooks.title')}</summary>
      <p class="small soft">${t('webhooks.words')}</p>
      ${this.added ? this.#renderSecret(this.added) : nothing}
      ${this.hooks.length
        ? html`<ul class="hooks">
            ${repeat(
              this.hooks,
              ({ id }) => id,
              (hook) => this.#renderHook(hook),
            )}
          </ul>`
        : nothing}
      ${this.hooks.length < MOST ? this.#renderForm() : html`<p class="small soft">${t('webhooks.full')}</p>`}
      <p class="field-error" role="alert">${this.error}</p>
    </details>`;
  }

  #renderForm() {
    return html`<form novalidate @submit=${this.#add}>
      <label for="url">${t('webhooks.url')}</label>
      <input id="url" type="text" inputmode="url" maxlength="2000" autocomplete="off" spellcheck="false" data-testid="webhook-url" />
      <fieldset>
        <legend>${t('webhooks.events')}</legend>
        ${EVENTS.map(
          (event) => html`<label class="check"
            ><input type="checkbox" name="event" value=${event} ?checked=${event === 'poll.closed'} data-testid="webhook-${event}" />${t(`webhooks.event.${event}`)}</label
          >`,
        )}
      </fieldset>
      <button data-testid="webhook-add" aria-disabled=${Boolean(this.busy)}>${t('webhooks.add')}</button>
    </form>`;
  }

  #renderSecret({ url, secret, rotated }) {
    return html`<div class="box" role="status" data-testid="webhook-secret" data-secret=${secret}>
      <p class="small">${t('webhooks.once', { url })}${rotated ? ` ${t('webhooks.both')}` : ''}</p>
      <code dir="ltr">${secret}</code>
      <button class="primary" data-testid="webhook-copy" @click=${() => this.#copy(secret)}>${t('webhooks.copy')}</button>
    </div>`;
  }

  #renderHook({ id, url, events, ended }) {
    const shown = this.shown === id;
    return html`<li data-testid="webhook-${id}" data-ended=${ended}>
      <span class="url" dir="ltr">${url}</span>
      <span class="small soft">${events.map((event) => t(`webhooks.event.${event}`)).join(' · ')}</span>
      ${ended ? html`<p class="small">${t('webhooks.ended')}</p>` : nothing}
      ${this.removing === id ? this.#renderRemoving(id, url) : this.#renderActions(id, url, shown)}
      ${shown ? this.#renderDeliveries() : nothing}
    </li>`;
  }

  #renderActions(id, url, shown) {
    return html`<div class="actions">
      <button class="quiet" aria-expanded=${shown} aria-label=${t('webhooks.show-of', { url })} data-testid="webhook-show-${id}" @click=${() => this.#show(shown ? null : id)}>
        ${t('webhooks.show')}
      </button>
      <button class="quiet" aria-label=${t('webhooks.rotate-of', { url })} data-testid="webhook-rotate-${id}" @click=${() => this.#rotate(id)}>${t('webhooks.rotate')}</button>
      <button class="quiet danger" aria-label=${t('webhooks.remove-of', { url })} data-testid="webhook-remove-${id}" @click=${() => (this.removing = id)}>
        ${t('webhooks.remove')}
      </button>
    </div>`;
  }

  #renderRemoving(id, url) {
    return html`<div class="box">
      <p class="small" role="status">${t('webhooks.remove-sure')}</p>
      <div class="actions">
        <button @click=${() => (this.removing = null)}>${t('webhooks.keep')}</button>
        <button class="danger" aria-label=${t('webhooks.remove-of', { url })} data-testid="webhook-remove-sure" @click=${() => this.#remove(id)}>${t('webhooks.remove')}</button>
      </div>
    </div>`;
  }

  #renderDeliveries() {
    if (!this.deliveries.length) return html`<p class="small soft">${t('webhooks.none')}</p>`;
    return html`<ul class="deliveries" tabindex="0" aria-label=${t('webhooks.show')}>
      ${repeat(
        this.deliveries,
        ({ id }) => id,
        (delivery) => this.#renderDelivery(delivery),
      )}
    </ul>`;
  }

  #renderDelivery(delivery) {
    const { id, event, at, state } = delivery;
    const name = t(`webhooks.event.${event}`);
    return html`<li data-testid="delivery" data-state=${state}>
      <span class="mark" aria-hidden="true">${{ waiting: '…', delivered: '✓', failed: '✕' }[state]}</span>
      <span>${name} <span class="soft">${when(at)}</span><br /><span class="soft">${this.#stateText(delivery)}</span></span>
      ${state === 'waiting' && !delivery.attempts
        ? nothing
        : html`<button class="quiet" aria-label=${t('webhooks.again-of', { event: name })} data-testid="delivery-again" @click=${() => this.#sendAgain(id)}>${t('webhooks.again')}</button>`}
    </li>`;
  }

  #stateText({ state, attempts, status, problem, nextAt, lastAt }) {
    const why = problem ? t(`webhooks.problem.${problem}`, { status: String(status ?? '') }) : '';
    if (state === 'delivered') return t('webhooks.state.delivered', { when: when(lastAt) });
    if (state === 'failed') return t('webhooks.state.failed', { why });
    return attempts ? t('webhooks.state.retry', { n: attempts, why, when: when(nextAt) }) : t('webhooks.state.waiting');
  }

  #toggled = (event) => {
    if (event.target.open) return attempt(this, () => this.#load());
    this.added = null;
    return this.#show(null);
  };

  async #load() {
    this.hooks = (await this.api.listWebhooks()).webhooks;
  }

  #add(event) {
    event.preventDefault();
    const form = event.target;
    const url = form.querySelector('#url').value.trim();
    const events = [...form.querySelectorAll('[name=event]:checked')].map(({ value }) => value);
    return attempt(this, async () => {
      const { secret, ...hook } = await this.api.addWebhook({ url, events });
      this.added = { url, secret };
      this.hooks = [...this.hooks, hook];
      form.reset();
    });
  }

  #rotate(id) {
    return attempt(this, async () => {
      const { url, secret } = await this.api.rotateWebhook(id);
      this.added = { url, secret, rotated: true };
    });
  }

  #remove(id) {
    return attempt(this, async () => {
      if (this.shown === id) this.#show(null);
      await this.api.removeWebhook(id);
      this.hooks = this.hooks.filter((hook) => hook.id !== id);
      this.removing = null;
      this.added = null;
    });
  }

  #show(id) {
    clearTimeout(this.timer);
    this.shown = id;
    this.deliveries = [];
    return id ? this.#follow(id) : undefined;
  }

  /** Asks again and again while the deliveries are shown. */
  async #follow(id) {
    try {
      const { deliveries } = await this.api.listDeliveries(id);
      if (this.shown !== id) return;
      this.deliveries = deliveries;
      this.error = '';
    } catch (error) {
      this.error = problemText(error);
    }
    clearTimeout(this.timer);
    if (this.shown === id && this.isConnected) this.timer = setTimeout(() => this.#follow(id), ASK_EVERY_MS);
  }

  #sendAgain(delivery) {
    return attempt(this, async () => {
      await this.api.repeatDelivery(this.shown, delivery);
      await this.#load();
      await this.#follow(this.shown);
    });
  }

  async #copy(text) {
    if (await copyToClipboard(text, t('webhooks.copy'))) this.dispatchEvent(new CustomEvent('vh-notify', { detail: { text: t('webhooks.copied') } }));
  }
}

customElements.define('vh-webhooks', VhWebhooks);

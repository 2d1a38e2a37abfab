/**
 * What a voter sees of the seal of a poll: before voting, that ballots become public where they do; once the result is sealed, that the own
 * ballot is in it, with what that means behind it, or in plain words that it is not. Loaded with the first such poll.
 * Hooks: data-testid="ballots-public", "sealed" with data-state, "sealed-more", "sealed-sheet", "sealed-receipt", "sealed-root", "sealed-save",
 * "sealed-again", "sealed-close".
 */
import { LitElement, html, nothing } from 'lit';
import '../i18n/sealed.js';
import { shared } from '../components/shared-styles.js';
import { ChangeController } from '../hub/change-controller.js';
import { t } from '../i18n/index.js';
import { saveBlob } from '../presenter/download.js';
import { SealCheck } from './seal-check.js';
import { sealedStyles } from './sealed-styles.js';

const GROUP = 4;

class VhSealed extends LitElement {
  static properties = { poll: { attribute: false }, ballot: { attribute: false }, store: { attribute: false }, check: { attribute: false } };
  static styles = [shared, sealedStyles];

  connectedCallback() {
    super.connectedCallback();
    this.listening ??= new ChangeController(this, this.check);
  }

  render() {
    const { state, proof } = this.check.of(this.poll, this.ballot, this.store);
    if (state === 'failed') return this.#renderFailed(proof);
    const mark = state === 'included' ? html`<i aria-hidden="true">✓</i>` : nothing;
    return html`<div class="line ${state}" data-testid="sealed" data-state=${state}>
        ${mark}<span role="status">${t(`sealed.${state}`)}</span>
        ${state === 'included' ? html`<button class="quiet" data-testid="sealed-more" @click=${this.#open}>${t('sealed.more')}</button>` : nothing}
        ${state === 'later' ? html`<button data-testid="sealed-again" @click=${this.#again}>${t('sealed.again')}</button>` : nothing}
      </div>
      ${state === 'included' ? this.#renderSheet(proof) : nothing}`;
  }

  #renderFailed(proof) {
    return html`<section class="failed" role="alert" data-testid="sealed" data-state="failed">
      <h3>${t('sealed.failed')}</h3>
      <p>${t('sealed.failed-do')}</p>
      <p>${t('vote.receipt')}: <code data-testid="sealed-receipt">${grouped(this.ballot.receipt)}</code></p>
      <div class="actions">
        <button class="primary" data-testid="sealed-save" @click=${() => this.#save(proof)}>${t('sealed.save')}</button>
        <button data-testid="sealed-again" @click=${this.#again}>${t('sealed.again')}</button>
      </div>
    </section>`;
  }

  #renderSheet(proof) {
    const { number, root } = this.poll.seal;
    return html`<dialog aria-labelledby="title" data-testid="sealed-sheet" @click=${this.#closeOutside}>
      <div class="sheet">
        <h3 id="title">${t('sealed.included')}</h3>
        <p>${t('sealed.about')}</p>
        <p>${t('sealed.secret')}</p>
        <p><b>${t('vote.receipt')}</b> <code data-testid="sealed-receipt">${grouped(this.ballot.receipt)}</code></p>
        <p>
          ${t('sealed.same')} <b>${t('sealed.number', { n: number })}</b> <code data-testid="sealed-root">${grouped(root.slice(0, 4 * GROUP))}</code>
        </p>
        <div class="actions">
          <button data-testid="sealed-save" @click=${() => this.#save(proof)}>${t('sealed.save')}</button>
          <a class="button" href="/verify" target="_blank" rel="noopener">${t('sealed.verify')}</a>
          <button class="primary" data-testid="sealed-close" @click=${this.#close}>${t('sealed.close')}</button>
        </div>
      </div>
    </dialog>`;
  }

  #again = () => {
    this.check.again(this.poll, this.ballot, this.store);
    this.requestUpdate();
  };

  #open = () => this.renderRoot.querySelector('dialog').showModal();

  #close = () => this.renderRoot.querySelector('dialog').close();

  #closeOutside = (event) => event.target.localName === 'dialog' && this.#close();

  /** The proof as the hub gave it, and what belongs to it, which stands before it. */
  #save(proof) {
    const { receipt, mark, tag } = this.ballot;
    saveBlob(new Blob([proof || `${JSON.stringify({ poll: this.poll.id, seal: this.poll.seal, receipt, mark, tag })}\n`], { type: 'text/plain' }), `votehub-proof-${tag.slice(0, 8)}`, 'text/plain');
  }
}

/** A long text in groups, which people can compare. */
const grouped = (text) => text.match(new RegExp(`.{1,${GROUP}}`, 'g')).join(' ');

customElements.define('vh-sealed', VhSealed);

const checks = new WeakMap();

function checkOf(store) {
  if (!checks.has(store)) {
    checks.set(store, new SealCheck(store.room.code, { storage: storageOrNull(), setTimeout: (run, ms) => setTimeout(run, ms), random: Math.random, fetch: (...all) => fetch(...all) }));
  }
  return checks.get(store);
}

function storageOrNull() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** What is to be shown of a poll; nothing while there is nothing to say. */
export function renderSealed(poll, store) {
  if (poll.state === 'open') return poll.settings?.proof === 'ballots' ? html`<p class="small" data-testid="ballots-public">${t('sealed.public')}</p>` : nothing;
  const { counted } = store.ballots.of(poll.id);
  if (!poll.seal?.root || !counted?.tag || !counted.receipt) return nothing;
  const ballot = { mark: counted.mark ?? '', receipt: counted.receipt, tag: counted.tag };
  return html`<vh-sealed .poll=${poll} .ballot=${ballot} .store=${store} .check=${checkOf(store)}></vh-sealed>`;
}

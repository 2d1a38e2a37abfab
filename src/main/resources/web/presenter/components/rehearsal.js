/**
 * A rehearsal with simulated phones in a copy of the room: starts it, follows it, and says in plain words how it went. Asks the hub about it
 * only while the panel is open. Hooks: data-testid="rehearsal" with data-state, "rehearsal-phones", "rehearsal-start", "rehearsal-stop",
 * "rehearsal-progress", "rehearsal-verdict", "rehearsal-check-ID".
 */
import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../../i18n/format.js';
import { disclosureStyles } from './disclosure-styles.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';
import { attempt } from '../attempt.js';

const ASK_EVERY_MS = 1000;
const SIZES = [50, 200, 500];

class VhRehearsal extends LitElement {
  static properties = {
    /** The calls to the hub, a PresenterApi */
    api: { attribute: false },
    run: { state: true },
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
      .form {
        display: grid;
        gap: var(--s2);
      }
      label {
        font-size: var(--text-s);
      }
      progress {
        display: block;
        width: 100%;
        height: 0.5rem;
        border: 0;
        border-radius: var(--radius-full);
        background: var(--line);
        appearance: none;
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--line);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
        transition: inline-size var(--move);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      .running,
      .sheet {
        display: grid;
        gap: var(--s3);
        padding: var(--s3) var(--s4);
        border-radius: var(--radius-s);
        background: var(--sunken);
      }
      .running p {
        min-height: 2lh;
        font-variant-numeric: tabular-nums;
      }
      .sheet.passed {
        background: var(--accent-wash);
      }
      .sheet.failed {
        background: var(--refused-wash);
      }
      .verdict {
        font: 600 var(--text-l) / 1.2 var(--serif);
        color: var(--accent-strong);
      }
      .failed .verdict {
        color: var(--refused);
      }
      li {
        display: flex;
        gap: var(--s2);
        padding: var(--s1) 0;
        font-size: var(--text-s);
        line-height: 1.35;
      }
      li > [aria-hidden] {
        width: 1.2em;
        font-weight: 700;
        color: var(--accent);
      }
      li.failed > * {
        color: var(--refused);
      }
    `,
  ];

  constructor() {
    super();
    this.run = { state: 'none', possible: true };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  render() {
    const { state } = this.run;
    return html`<details data-testid="rehearsal" data-state=${state} @toggle=${this.#toggled}>
      <summary>${t('rehearsal.title')}</summary>
      <p class="small soft">${t('rehearsal.words')}</p>
      <div aria-live="polite">${state === 'done' ? this.#renderSheet(this.run.sheet) : nothing}
        ${state === 'stopped' ? html`<p class="small" data-testid="rehearsal-stopped">${t(`rehearsal.stopped.${this.run.reason}`)}</p>` : nothing}
      </div>
      ${state === 'running' ? this.#renderRunning() : this.#renderForm()}
      <p class="field-error" role="alert">${this.error}</p>
    </details>`;
  }

  #renderForm() {
    return html`<div class="form">
      <label for="phones">${t('rehearsal.phones')}</label>
      <select id="phones" data-testid="rehearsal-phones">
        ${SIZES.map((size) => html`<option value=${size} ?selected=${size === (this.run.voters ?? SIZES.at(-1))}>${formatNumber(size)}</option>`)}
      </select>
      <button data-testid="rehearsal-start" aria-disabled=${Boolean(this.busy)} @click=${this.#start}>
        ${t(this.run.state === 'none' ? 'rehearsal.start' : 'rehearsal.again')}
      </button>
    </div>`;
  }

  #renderRunning() {
    const { phase, present, voters, acknowledged, share } = this.run;
    const words = t(`rehearsal.${phase}`, { n: formatNumber(present), of: formatNumber(voters), votes: formatNumber(acknowledged) });
    return html`<div class="running">
      <p class="small">${words}</p>
      <progress max="1" .value=${share} aria-label=${t('rehearsal.progress')} data-testid="rehearsal-progress"></progress>
      <button data-testid="rehearsal-stop" aria-disabled=${Boolean(this.busy)} @click=${this.#stop}>${t('rehearsal.stop')}</button>
    </div>`;
  }

  #renderSheet({ passed, voters, checks, capacity }) {
    const failuresFirst = [...checks].sort((a, b) => a.passed - b.passed);
    const carries = passed && ['about', 'at-least'].includes(capacity.certainty);
    return html`<div class="sheet ${passed ? 'passed' : 'failed'}">
      <p class="verdict" data-testid="rehearsal-verdict">${t(passed ? 'rehearsal.ready' : 'rehearsal.not-ready', { n: formatNumber(voters) })}</p>
      ${carries ? html`<p class="small">${t(`rehearsal.carries.${capacity.certainty}`, { n: formatNumber(capacity.voters) })}</p>` : nothing}
      <ul>
        ${failuresFirst.map((check) => this.#renderCheck(check))}
      </ul>
    </div>`;
  }

  #renderCheck({ id, passed, limit }) {
    return html`<li class=${passed ? '' : 'failed'} data-testid="rehearsal-check-${id}">
      <span aria-hidden="true">${passed ? '✓' : '✗'}</span>
      <span>${t(`rehearsal.check.${id}`, { s: formatNumber(limit / 1000) })}<span class="unseen">: ${t(passed ? 'rehearsal.passed' : 'rehearsal.failed')}</span></span>
    </li>`;
  }

  #toggled = (event) => {
    clearTimeout(this.timer);
    if (event.target.open) this.#follow();
  };

  /** Reads the state, and again for as long as it changes. */
  async #follow() {
    clearTimeout(this.timer);
    try {
      this.run = await this.api.readRehearsal();
    } catch {
      // Asked again soon; the page shows connection problems elsewhere.
    }
    if (this.isConnected && this.run.state === 'running') this.timer = setTimeout(() => this.#follow(), ASK_EVERY_MS);
  }

  #start() {
    const voters = Number(this.renderRoot.querySelector('#phones').value);
    return this.#attempt(async () => (this.run = await this.api.startRehearsal(voters)));
  }

  #stop() {
    return this.#attempt(() => this.api.stopRehearsal());
  }

  #attempt(call) {
    return attempt(this, async () => {
      await call();
      await this.#follow();
    });
  }
}

customElements.define('vh-rehearsal', VhRehearsal);

/**
 * Whom the room lets in: a passcode for new voters, a lock, and the removed voters, who may be let back in.
 * Hooks: data-testid="admission" with data-rev, "admission-passcode", "admission-code" with data-passcode, "admission-lock",
 * "admission-removed" with data-n, "admission-readmit".
 */
import { LitElement, css, html, nothing } from 'lit';
import { disclosureStyles } from './disclosure-styles.js';
import { problemText } from '../../hub/problem-text.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';

/** Six digits are easier to read in two groups. */
export const formatPasscode = (passcode) => `${passcode.slice(0, 3)} ${passcode.slice(3)}`;

class VhAdmission extends LitElement {
  static properties = {
    /** {passcode?, locked, removed, rev}; undefined until known */
    admission: { attribute: false },
    /** The calls to the hub, a PresenterApi */
    api: { attribute: false },
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
      label {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--s3);
        align-items: center;
        min-height: var(--target);
        cursor: pointer;
      }
      label .small {
        grid-column: 2;
      }
      input {
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
      .code {
        margin: 0;
        padding: var(--s2) var(--s3);
        border-radius: var(--radius-s);
        background: var(--sunken);
        font: 600 var(--text-xl) / 1.3 var(--mono);
        text-align: center;
      }
      .removed {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s2);
      }
    `,
  ];

  render() {
    const { passcode, locked, removed = 0, rev } = this.admission ?? {};
    const states = [locked && t('admission.is-locked'), passcode && t('admission.is-passcode')].filter(Boolean);
    return html`<details data-testid="admission" data-rev=${rev ?? nothing}>
      <summary>${t('admission.title')}${states.length ? html`:&nbsp;<b>${states.join(', ')}</b>` : nothing}</summary>
      <label>
        <input
          type="checkbox"
          data-testid="admission-passcode"
          .checked=${Boolean(passcode)}
          ?disabled=${!this.admission}
          @change=${(event) => this.#change({ passcode: event.target.checked })}
        />
        <span>${t('admission.passcode')}</span>
        <span class="small soft">${t('admission.passcode.more')}</span>
      </label>
      ${passcode ? html`<p class="code" data-testid="admission-code" data-passcode=${passcode}>${formatPasscode(passcode)}</p>` : nothing}
      <label>
        <input
          type="checkbox"
          data-testid="admission-lock"
          .checked=${Boolean(locked)}
          ?disabled=${!this.admission}
          @change=${(event) => this.#change({ locked: event.target.checked })}
        />
        <span>${t('admission.lock')}</span>
        <span class="small soft">${t('admission.lock.more')}</span>
      </label>
      ${removed
        ? html`<div class="removed" data-testid="admission-removed" data-n=${removed}>
            <span>${t('admission.removed', { n: removed })}</span>
            <button data-testid="admission-readmit" aria-disabled=${Boolean(this.busy)} @click=${() => this.#attempt(() => this.api.readmitVoters())}>
              ${t('admission.readmit')}
            </button>
          </div>`
        : nothing}
      <p class="field-error" role="alert">${this.error}</p>
    </details>`;
  }

  #change(rules) {
    this.#attempt(() => this.api.changeAdmission(rules));
  }

  /** One after the other: what is chosen while the hub is still answering is not lost. */
  #attempt(call) {
    this.changes = (this.changes ?? Promise.resolve()).then(() => this.#send(call));
  }

  async #send(call) {
    this.busy = true;
    this.error = '';
    try {
      this.dispatchEvent(new CustomEvent('vh-admission', { detail: { admission: await call() } }));
    } catch (error) {
      this.error = problemText(error);
    }
    this.busy = false;
    // A switch that the hub refused goes back.
    for (const input of this.renderRoot.querySelectorAll('input')) {
      input.checked = Boolean(this.admission?.[input.dataset.testid === 'admission-lock' ? 'locked' : 'passcode']);
    }
  }
}

customElements.define('vh-admission', VhAdmission);

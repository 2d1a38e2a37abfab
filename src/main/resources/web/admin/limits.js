/**
 * The limits of the hub, for operators: what applies, changed while it runs or as the settings say, and from where most was refused.
 * Hooks: data-testid="limit-CLASS" with data-changed, "rule-CLASS" (the field), "save-CLASS", "reset-CLASS", "challenge-MODE",
 * "challenge-reset", "prefix", "told".
 */
import { css, html, nothing } from 'lit';
import { AdminPart } from './admin-part.js';
import { changeLimit, readLimits } from '../hub/admin-api.js';
import { formatNumber } from '../i18n/format.js';
import { t } from '../i18n/index.js';

const MODES = ['auto', 'on', 'off'];

class VhAdminLimits extends AdminPart {
  static properties = { hub: { state: true }, faultyRule: { state: true } };

  static styles = [
    ...AdminPart.styles,
    css`
      h2 {
        margin-top: var(--s4);
        font: 600 var(--text-l) / 1.3 var(--serif);
      }
      .rows .what {
        grid-column: 1 / -1;
      }
      form.limit {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: var(--s2);
        max-width: none;
        margin-top: var(--s2);
      }
      section > p {
        margin-bottom: var(--s3);
      }
      .limit .rule {
        flex: 1 1 20rem;
        min-width: 0;
      }
      .rule input {
        width: 100%;
        min-height: var(--target) !important;
        padding: 0 var(--s3);
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
        background: var(--card);
        color: var(--ink);
        font: 400 1rem / 1.4 var(--sans);
      }
      .modes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      .prefixes {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
        gap: 0 var(--s6);
        margin: 0;
      }
      .prefixes li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--s4);
        padding: var(--s2) 0;
        border-top: 1px solid var(--line);
        font-variant-numeric: tabular-nums;
      }
      .prefixes code {
        font: 400 var(--text-m) / 1.5 var(--mono);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.hub = null;
    /** The class whose rule the hub did not understand */
    this.faultyRule = '';
  }

  async load() {
    this.hub = (await this.ask(readLimits)) ?? this.hub;
  }

  render() {
    const { hub } = this;
    return html`<p class="told" role="status" data-testid="told">${this.told}</p>
      ${this.faultyRule ? nothing : this.renderProblem()}
      ${hub === null ? html`<p class="soft">${this.problem ? nothing : t('admin.loading')}</p>` : this.#renderHub()}
      ${this.renderDialogs()}`;
  }

  #renderHub() {
    const { challenge, challengeChanged, enabled, limits, prefixes } = this.hub;
    return html`${enabled ? nothing : html`<p class="mark off">${t('admin.limits-off')}</p>`}
      <p class="soft">${t('admin.limits-lead')}</p>
      <ul class="rows">
        ${limits.map((limit) => this.#renderLimit(limit))}
      </ul>
      <section>
        <h2>${t('admin.challenge')}</h2>
        <p class="soft">${t('admin.challenge-lead')}</p>
        <div class="modes" role="group" aria-label=${t('admin.challenge')}>
          ${MODES.map(
            (mode) =>
              html`<button data-testid="challenge-${mode}" aria-pressed=${mode === challenge} @click=${() => this.#change({ challenge: mode }, t('admin.challenge'))}>
                ${t(`admin.challenge-${mode}`)}
              </button>`,
          )}
          ${challengeChanged
            ? html`<button class="quiet" data-testid="challenge-reset" @click=${() => this.#change({ challenge: null }, t('admin.challenge'))}>${t('admin.limit-reset')}</button>`
            : nothing}
        </div>
      </section>
      <section>
        <h2>${t('admin.prefixes')}</h2>
        <p class="soft">${t(prefixes.length ? 'admin.prefixes-lead' : 'admin.prefixes-none')}</p>
        <ol class="prefixes">
          ${prefixes.map(({ prefix, refused }) => html`<li data-testid="prefix"><code>${prefix}</code><span>${formatNumber(refused)}</span></li>`)}
        </ol>
      </section>`;
  }

  #renderLimit({ class: name, rule, changed }) {
    const title = t(`admin.limit-${name}`);
    const wrong = this.faultyRule === name;
    return html`<li data-testid="limit-${name}" data-changed=${changed}>
      <div class="what">
        <strong>${title}</strong> ${changed ? html`<span class="mark">${t('admin.limit-changed')}</span>` : nothing}
        <form class="limit" novalidate @submit=${(event) => this.#save(event, name, title)}>
          <div class="rule">
            <input
              type="text"
              name=${name}
              data-testid="rule-${name}"
              aria-label=${title}
              aria-invalid=${wrong}
              aria-describedby="fault-${name}"
              autocomplete="off"
              spellcheck="false"
              maxlength="200"
              .value=${rule}
            />
            <p id="fault-${name}" class="field-error" role="alert">${wrong ? t('admin.limit-wrong') : ''}</p>
          </div>
          <button data-testid="save-${name}" aria-label="${t('admin.limit-save')}: ${title}" aria-disabled=${this.busy}>${t('admin.limit-save')}</button>
          ${changed
            ? html`<button type="button" class="quiet" data-testid="reset-${name}" aria-label="${t('admin.limit-reset')}: ${title}" @click=${() => this.#change({ class: name, rule: null }, title)}>
                ${t('admin.limit-reset')}
              </button>`
            : nothing}
        </form>
      </div>
    </li>`;
  }

  #save(event, name, title) {
    event.preventDefault();
    return this.#change({ class: name, rule: this.value(name).trim() }, title);
  }

  async #change(change, limit) {
    this.faultyRule = '';
    const answer = await this.change(() => changeLimit(change), t('admin.limit-told', { limit }));
    if (answer) {
      this.hub = answer;
    } else if (this.problem && change.rule) {
      this.faultyRule = change.class;
    }
  }
}

customElements.define('vh-admin-limits', VhAdminLimits);

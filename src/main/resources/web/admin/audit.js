/**
 * The audit log, for operators: newest first, found by who, what, to what and when.
 * Hooks: data-testid="actor", "action", "object", "from", "until", "search", "entry", "more".
 */
import { css, html, nothing } from 'lit';
import { AdminPart } from './admin-part.js';
import { listAudit } from '../hub/admin-api.js';
import { locale, t } from '../i18n/index.js';

const DAY_MS = 24 * 3_600_000;
const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const FIELDS = ['actor', 'action', 'object'];

/** The beginning of a local day, in milliseconds. */
const dayOf = (value) => (value ? new Date(`${value}T00:00`).getTime() : 0);

class VhAdminAudit extends AdminPart {
  static styles = [
    ...AdminPart.styles,
    css`
      form.search {
        align-items: start;
      }
      form.search > button {
        margin-top: calc(1.5em + var(--s1));
      }
      .table {
        container-type: inline-size;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--s2) var(--s4);
        text-align: start;
        vertical-align: middle;
      }
      th {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 600;
      }
      tbody tr {
        border-top: 1px solid var(--line);
      }
      td {
        overflow-wrap: anywhere;
      }
      td.mono,
      td .link {
        font-family: var(--mono);
        font-size: var(--text-s);
      }
      td.when {
        font-variant-numeric: tabular-nums;
      }
      td .link {
        justify-content: flex-start;
        min-width: 0;
        min-height: 2rem;
        padding: 0;
        border: 0;
        background: none;
        color: var(--accent);
        font-weight: 400;
        text-align: start;
        text-decoration: underline;
        text-underline-offset: 0.2em;
        overflow-wrap: anywhere;
      }
      .not-done {
        color: var(--refused);
        font-weight: 600;
      }
      @media (max-width: 47rem) {
        thead {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        table,
        tbody,
        tr,
        td {
          display: block;
        }
        tbody tr {
          padding: var(--s3) var(--s4);
        }
        tbody tr:first-child {
          border-top: 0;
        }
        td {
          display: grid;
          grid-template-columns: 6rem minmax(0, 1fr);
          gap: var(--s2);
          align-items: baseline;
          padding: var(--s1) 0;
        }
        td::before {
          color: var(--ink-soft);
          font: 400 var(--text-s) / 1.4 var(--sans);
          content: attr(data-label);
        }
      }
      /* With large letters on a phone no room is left beside the name of a value. */
      @container (max-width: 17rem) {
        td {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
      }
    `,
  ];

  #filters = Object.fromEntries(new URLSearchParams(location.search));

  firstUpdated() {
    for (const name of FIELDS) this.renderRoot.querySelector(`[name="${name}"]`).value = this.#filters[name] ?? '';
    super.firstUpdated();
  }

  async read(before) {
    const { actor, action, object, from, until } = this.#filters;
    const { entries, next } = await listAudit({ actor, action, object, from: dayOf(from), until: until && dayOf(until) + DAY_MS }, before);
    return { items: entries, next };
  }

  render() {
    const day = (name) => html`<div class="field">
      <label for=${name}>${t(`admin.audit-${name}`)}</label>
      <input id=${name} name=${name} data-testid=${name} type="date" />
    </div>`;
    return html`<form class="search" role="search" novalidate @submit=${this.#search}>
        ${this.renderField('actor', { label: t('admin.audit-actor'), autocomplete: 'off' })}
        ${this.renderField('action', { label: t('admin.audit-action'), autocomplete: 'off', hint: t('admin.audit-action-hint') })}
        ${this.renderField('object', { label: t('admin.audit-object'), autocomplete: 'off', hint: t('admin.audit-object-hint') })} ${day('from')} ${day('until')}
        <button class="primary" data-testid="search">${t('admin.find')}</button>
      </form>
      ${this.renderProblem()} ${this.#renderEntries()} ${this.renderMore()}`;
  }

  #renderEntries() {
    if (this.items === null) return html`<p class="soft">${this.problem ? nothing : t('admin.loading')}</p>`;
    if (!this.items.length) return html`<p class="soft" data-testid="none">${t('admin.audit-none')}</p>`;
    const heads = ['when', 'who', 'what', 'object', 'outcome', 'number'];
    return html`<div class="table">
      <table>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${t(`admin.audit-${head}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.items.map((entry) => this.#renderEntry(entry))}
        </tbody>
      </table>
    </div>`;
  }

  #renderEntry({ at, actor, action, object, outcome, instance, number }) {
    const link = (name, value) => html`<button class="link" @click=${() => this.#narrow(name, value)}>${value}</button>`;
    const ordinary = outcome === 'done' || outcome === 'begun';
    return html`<tr data-testid="entry">
      <td class="when" data-label=${t('admin.audit-when')}>${time.format(at)}</td>
      <td data-label=${t('admin.audit-who')}>${actor === '-' ? html`<span class="soft">${t('admin.audit-nobody')}</span>` : link('actor', actor)}</td>
      <td data-label=${t('admin.audit-what')}>${link('action', action)}</td>
      <td data-label=${t('admin.audit-object')}>${link('object', object)}</td>
      <td data-label=${t('admin.audit-outcome')} class=${ordinary ? '' : 'not-done'}>${outcome}</td>
      <td class="mono" data-label=${t('admin.audit-number')} title="${instance} ${number}">${number}</td>
    </tr>`;
  }

  /** Shows only entries that have the same there. */
  #narrow(name, value) {
    this.renderRoot.querySelector(`[name="${name}"]`).value = value;
    this.renderRoot.querySelector('form').requestSubmit();
  }

  #search = (event) => {
    event.preventDefault();
    this.#filters = Object.fromEntries([...FIELDS, 'from', 'until'].map((name) => [name, this.value(name).trim()]));
    const given = Object.entries(this.#filters).filter(([, value]) => value);
    history.replaceState(null, '', given.length ? `?${new URLSearchParams(given)}` : location.pathname);
    return this.load();
  };
}

customElements.define('vh-admin-audit', VhAdminAudit);

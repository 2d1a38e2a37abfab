/**
 * The codes and links of members that were just added or renewed. They are shown this once: the page forgets them when it is told to, or
 * left. Offers to print them as cards and to save them. Fires `vh-print`, `vh-saved` and `vh-forget`.
 * Hooks: data-testid="issued" with data-count, "issued-code", "issued-print", "issued-save", "issued-done".
 */
import { LitElement, css, html, nothing } from 'lit';
import { copyToClipboard } from '../presenter/clipboard.js';
import { downloadBlob } from '../presenter/download.js';
import { formatMemberCode } from './format-code.js';
import { issuedTable } from './issued-table.js';
import { rollStyles } from './roll-styles.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

const MAX_SHOWN = 5;

class VhIssuedCodes extends LitElement {
  static properties = { members: { attribute: false }, title: {}, preparing: { type: Boolean }, copied: { state: true } };

  static styles = [
    shared,
    rollStyles,
    css`
      :host {
        container-type: inline-size;
        display: grid;
        gap: var(--s4);
        padding: var(--s5);
        border: 2px solid var(--accent);
        border-radius: var(--radius);
        background: var(--accent-wash);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        align-items: center;
        gap: var(--s1) var(--s4);
        padding: var(--s1) 0;
        border-top: 1px solid var(--line);
      }
      li > bdi {
        overflow-wrap: anywhere;
      }
      .code {
        font-size: var(--text-l);
        font-weight: 600;
      }
      @media (max-width: 30rem) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        li > bdi {
          grid-column: 1 / -1;
        }
        .code {
          font-size: var(--text-m);
          white-space: normal;
        }
      }
      /* With large letters on a phone a code has no room beside its button. */
      @container (max-width: 13rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
          justify-items: start;
        }
      }
    `,
  ];

  render() {
    const { members } = this;
    return html`<div role="status" data-testid="issued" data-count=${members.length}>
        <h2>${t('rolls.issued', { n: members.length })}</h2>
        <p class="small">${t('rolls.issued-once', { n: members.length })}</p>
      </div>
      <ul>
        ${members.slice(0, MAX_SHOWN).map(
          (member) => html`<li>
            <bdi>${member.label}</bdi>
            <span class="code" data-testid="issued-code">${formatMemberCode(member.code)}</span>
            <button class="quiet" aria-label=${t('rolls.copy-link-of', { who: member.label })} @click=${() => this.#copy(member)}>
              ${this.copied === member ? t('rolls.copied') : t('rolls.copy-link')}
            </button>
          </li>`,
        )}
      </ul>
      ${members.length > MAX_SHOWN ? html`<p class="small">${t('rolls.issued-more', { n: members.length - MAX_SHOWN })}</p>` : nothing}
      <div class="row">
        <button class="primary" data-testid="issued-print" aria-disabled=${this.preparing} @click=${() => this.dispatchEvent(new CustomEvent('vh-print'))}>
          ${t(this.preparing ? 'rolls.preparing' : 'rolls.print')}
        </button>
        <button data-testid="issued-save" @click=${this.#save}>${t('rolls.save-codes')}</button>
        <button class="quiet" data-testid="issued-done" @click=${() => this.dispatchEvent(new CustomEvent('vh-forget'))}>${t('rolls.done')}</button>
      </div>`;
  }

  async #copy(member) {
    if (await copyToClipboard(member.link, t('rolls.by-hand'))) this.copied = member;
  }

  #save() {
    this.dispatchEvent(new CustomEvent('vh-saved'));
    downloadBlob(new Blob([issuedTable(this.members)]), `votehub-${this.title}`.replace(/[^\p{L}\p{N}]+/gu, '-'), 'text/csv');
  }
}

customElements.define('vh-issued-codes', VhIssuedCodes);

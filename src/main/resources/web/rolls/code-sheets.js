/**
 * Sheets of cards with codes, for a printer: ten cards on A4, with lines to cut along. On the screen it is not seen.
 * Hooks: data-testid="sheet", "sheet-card".
 */
import { LitElement, css, html, nothing, svg } from 'lit';
import { formatMemberCode } from './format-code.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

const CARDS_A_SHEET = 10;

class VhCodeSheets extends LitElement {
  static properties = {
    members: { attribute: false },
    /** The QR codes of their links, each {size, path} */
    pictures: { attribute: false },
    title: {},
    room: {},
  };

  static styles = [
    shared,
    css`
      :host {
        display: none;
      }
      @media print {
        :host {
          display: block;
          color: #000;
        }
        section {
          display: grid;
          grid-template-columns: 95mm 95mm;
          grid-auto-rows: 55mm;
          width: 190mm;
          break-after: page;
        }
        section:last-child {
          break-after: auto;
        }
        .card {
          display: grid;
          grid-template-columns: 34mm minmax(0, 1fr);
          align-items: center;
          gap: 5mm;
          padding: 5mm;
          border: 0.25mm dashed #999;
          break-inside: avoid;
          overflow: hidden;
        }
        /* Neighbours share a line. */
        .card:nth-child(even) {
          border-inline-start: 0;
        }
        .card:nth-child(n + 3) {
          border-top: 0;
        }
        svg {
          display: block;
          width: 34mm;
          height: 34mm;
        }
        .text {
          display: grid;
          gap: 1.5mm;
          min-width: 0;
        }
        .roll {
          display: -webkit-box;
          overflow: hidden;
          color: #444;
          font: 8pt / 1.2 var(--sans);
          -webkit-box-orient: vertical;
          -webkit-line-clamp: 2;
        }
        .who {
          display: -webkit-box;
          overflow: hidden;
          font: 600 12pt / 1.2 var(--serif);
          overflow-wrap: anywhere;
          -webkit-box-orient: vertical;
          -webkit-line-clamp: 2;
        }
        .code {
          font: 650 12pt / 1.2 var(--mono);
          white-space: nowrap;
        }
        .how {
          color: #444;
          font: 7.5pt / 1.3 var(--sans);
          overflow-wrap: anywhere;
        }
      }
    `,
  ];

  render() {
    const { members, pictures } = this;
    if (!pictures) return nothing;
    const address = new URL(members[0].link);
    const sheets = [];
    for (let i = 0; i < members.length; i += CARDS_A_SHEET) sheets.push(members.slice(i, i + CARDS_A_SHEET));
    return sheets.map(
      (sheet, at) => html`<section data-testid="sheet">${sheet.map((member, i) => this.#renderCard(member, pictures[at * CARDS_A_SHEET + i], address))}</section>`,
    );
  }

  #renderCard({ label, code, weight }, { size, path }, address) {
    return html`<div class="card" data-testid="sheet-card">
      <svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true">${svg`<path d=${path} fill="#000" />`}</svg>
      <div class="text">
        <p class="roll">${this.title}${weight > 1 ? ` · ${t('rolls.votes', { n: weight })}` : ''}</p>
        <p class="who" dir="auto">${label}</p>
        <p class="code">${formatMemberCode(code)}</p>
        <p class="how">${t('rolls.card-how', { address: address.host + address.pathname })}</p>
      </div>
    </div>`;
  }
}

customElements.define('vh-code-sheets', VhCodeSheets);

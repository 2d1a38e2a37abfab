/**
 * The bar that a presenter always sees: the room's title, which can be edited in place, people present, votes, time left, the connection,
 * and on a phone the code.
 * Fires `vh-title` {title}.
 * Hooks: data-testid="title", "present-count" with data-present, "votes-count" with data-votes.
 */
import { LitElement, css, html } from 'lit';
import { formatNumber } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { formatCode } from '../../hub/room-code.js';
import '../../components/connection.js';
import '../../components/countdown.js';
import { logoPicture } from '../../components/pictures.js';
import { shared } from '../../components/shared-styles.js';

class VhRoomBar extends LitElement {
  static properties = {
    room: { attribute: false },
    status: {},
    present: { type: Number },
    votes: { type: Number },
    poll: { attribute: false },
    clock: { attribute: false },
    /** Whether the title cannot be changed here */
    fixed: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      .logo {
        flex: none;
        width: min(7rem, calc(1.75rem * var(--w) / var(--h)));
        aspect-ratio: var(--w) / var(--h);
        object-fit: contain;
      }
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s6);
        min-width: 0;
        flex: 1;
      }
      .who {
        flex: 1 1 10rem;
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-width: 0;
      }
      .who p {
        overflow: hidden;
        font: 600 var(--text-l) / 1.2 var(--serif);
        text-align: -webkit-match-parent;
        text-align: match-parent;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .who input {
        padding: 0 var(--s2);
        margin-inline-start: calc(var(--s2) * -1);
        border-color: transparent;
        background: transparent;
        font: 600 var(--text-l) / 1.2 var(--serif);
        text-align: -webkit-match-parent;
        text-align: match-parent;
        text-overflow: ellipsis;
      }
      .who input:hover {
        border-color: var(--line);
      }
      .who input:focus {
        background: var(--card);
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2) var(--s5);
        align-items: end;
      }
      dl div {
        display: flex;
        flex-direction: column-reverse;
        min-width: 5.5rem;
      }
      dt {
        color: var(--ink-soft);
        font-size: var(--text-s);
        line-height: 1.2;
      }
      dd {
        font-size: 2rem;
        font-weight: 650;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .code {
        display: none;
        font: 650 var(--text-l) / 1.2 var(--mono);
        white-space: nowrap;
      }
      vh-connection {
        min-width: 8rem;
      }
      /* The same query as in pages/present.js. */
      @media (max-width: 45rem), (max-height: 26rem) {
        :host {
          gap: var(--s1) var(--s4);
        }
        .who {
          flex-basis: 100%;
        }
        .who p {
          overflow-wrap: anywhere;
          white-space: normal;
        }
        .code {
          display: block;
        }
        dl {
          order: 1;
          flex: 1 1 100%;
          display: grid;
          grid-template-columns: repeat(3, minmax(0, 1fr));
          gap: var(--s2);
        }
        dl div {
          min-width: 0;
        }
        dt {
          font-size: min(var(--text-s), 3.4vw);
        }
        .code {
          font-size: min(var(--text-l), 8vw);
        }
        dd {
          font-size: min(2rem, 7.5vw);
        }
      }
      /* A phone that lies on its side: all in one line. */
      @media (min-width: 40rem) and (max-height: 26rem) {
        :host {
          flex-wrap: nowrap;
        }
        .who {
          flex: 1 1 6rem;
        }
        dl {
          order: 0;
          flex: none;
          grid-template-columns: repeat(3, minmax(3.75rem, auto));
        }
        dd {
          font-size: 1.25rem;
        }
        vh-connection {
          min-width: 7rem;
        }
      }
    `,
  ];

  render() {
    const { room } = this;
    return html`<div class="who">
        ${logoPicture(room.theme)}
        ${this.fixed ? html`<p dir="auto" data-testid="title" title=${room.title}>${room.title}</p>` : this.#renderField()}
      </div>
      <dl>
        ${this.#stat(t('bar.present'), html`<span data-testid="present-count" data-present=${this.present}>${formatNumber(this.present)}</span>`)}
        ${this.#stat(t('bar.votes'), html`<span data-testid="votes-count" data-votes=${this.votes}>${formatNumber(this.votes)}</span>`)}
        ${this.#stat(t('bar.time'), this.poll?.closesAt && this.poll.state === 'open' ? html`<vh-countdown short .poll=${this.poll} .clock=${this.clock}></vh-countdown>` : '–')}
      </dl>
      <p class="code"><span class="unseen">${t('bar.code')}: </span>${formatCode(room.code)}</p>
      <vh-connection .status=${this.status}></vh-connection>`;
  }

  #renderField() {
    return html`<label class="unseen" for="title">${t('bar.title')}</label>
      <input
        id="title"
        type="text"
        maxlength="200"
        data-testid="title"
        dir="auto"
        .value=${this.room.title}
        @change=${this.#rename}
        @keydown=${(event) => event.key === 'Enter' && event.target.blur()}
      />`;
  }

  #stat(label, value) {
    return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  }

  #rename(event) {
    const title = event.target.value.trim();
    if (!title) event.target.value = this.room.title;
    else if (title !== this.room.title) this.dispatchEvent(new CustomEvent('vh-title', { detail: { title } }));
  }
}

customElements.define('vh-room-bar', VhRoomBar);

/**
 * What a voter sees of a second round beside the poll itself: that it is one, the own answer of the first round and of the second, and once
 * it is closed how votes moved. Loaded with the first second round.
 * Hooks: data-testid="rounds", "rounds-own", and those of charts/shift.js.
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { ChangeController } from '../hub/change-controller.js';
import { t } from '../i18n/index.js';
import { abstains } from '../methods/abstention.js';
import { controlOf, methods } from '../methods/index.js';
import { roundsOf } from '../methods/rounds.js';
import { roundsResultOf } from '../methods/rounds-result.js';

class VhRounds extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    /** The voter's counted ballots of both rounds */
    first: { attribute: false },
    second: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
        padding: var(--s3) var(--s4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      p + p,
      vh-shift {
        margin-top: var(--s2);
      }
      .own {
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    new ChangeController(this, methods);
  }

  render() {
    const { poll, tally, first, second } = this;
    const open = poll.state === 'open' && !poll.closing;
    const shift = roundsOf(poll, tally);
    return html`<div data-testid="rounds">
      <p><b>${t('rounds.second')}</b>${open ? html` – ${t('rounds.now')}` : nothing}</p>
      ${first || (second && !open)
        ? html`<p class="own small" data-testid="rounds-own">
            ${t(open ? 'rounds.yours-first' : 'rounds.yours')}: <bdi>${this.#describe(first)}</bdi>${open ? nothing : html` → <b><bdi>${this.#describe(second)}</bdi></b>`}
          </p>`
        : nothing}
      ${shift ? roundsResultOf(poll).show(poll, tally, { brief: true }) : nothing}
    </div>`;
  }

  #describe(ballot) {
    if (!ballot) return '–';
    if (ballot.voted) return t('vote.secret');
    return abstains(ballot) ? t('vote.abstention') : controlOf(this.poll).describe(this.poll, ballot);
  }
}

customElements.define('vh-rounds', VhRounds);

export const renderRounds = (poll, { tallies, ballots }) =>
  html`<vh-rounds
    .poll=${poll}
    .tally=${tallies.get(poll.id)}
    .first=${ballots.of(poll.previous).counted?.ballot}
    .second=${ballots.of(poll.id).counted?.ballot}
  ></vh-rounds>`;

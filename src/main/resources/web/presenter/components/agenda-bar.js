/**
 * What is under way of the running order, what comes next and when, and the buttons for it. Fires `vh-agenda` {step, body}.
 * Hooks: data-testid="agenda-bar" with data-phase and data-state, "agenda-then", "agenda-next", "agenda-pause", "agenda-resume", "agenda-stop".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../../components/shared-styles.js';
import { formatLongLeft } from '../../i18n/format.js';
import { locale, t } from '../../i18n/index.js';
import { beginnings, stepTitle } from '../agenda-plan.js';
import { SettlingController } from '../settling-controller.js';

class VhAgendaBar extends LitElement {
  static properties = {
    agenda: { attribute: false },
    polls: { attribute: false },
    clock: { attribute: false },
    busy: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--s2) var(--s4);
        align-items: center;
        padding: var(--s3) var(--s5);
        border: 1px solid var(--accent);
        border-radius: var(--radius);
        background: var(--accent-wash);
      }
      .what {
        min-width: 0;
      }
      .now {
        display: flex;
        gap: var(--s2);
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .title {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .phase,
      .left {
        flex: none;
      }
      .phase {
        color: var(--accent-strong);
      }
      .left {
        margin-inline-start: auto;
      }
      .then {
        overflow: hidden;
        color: var(--ink-soft);
        font-size: var(--text-s);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .buttons {
        display: flex;
        gap: var(--s2);
      }
      @media (max-width: 60rem) {
        section {
          grid-template-columns: minmax(0, 1fr);
          padding: var(--s3) var(--s4);
        }
        .buttons {
          display: grid;
          grid-template-columns: 2fr 1fr 1fr;
        }
        .buttons button {
          padding-inline: var(--s1);
        }
      }
    `,
  ];

  #time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  #settling = new SettlingController(this);

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), 250);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  willUpdate() {
    this.#settling.setMeaning('next', this.agenda.turn);
  }

  render() {
    const { current, state } = this.agenda;
    const leftMs = current.endsAt === undefined ? null : current.endsAt - this.clock.now();
    return html`<section aria-label=${t('agenda.title')} data-testid="agenda-bar" data-phase=${current.phase} data-state=${state}>
      <div class="what">
        <p class="now">
          <span class="phase">${t(`agenda.now.${current.phase}`)}</span>
          <span class="title" dir="auto">${stepTitle(current.step, this.polls)}</span>
          ${leftMs > 0 ? html`<span class="left" role="timer" aria-live="off">${t('agenda.left', { time: formatLongLeft(leftMs) })}</span>` : nothing}
        </p>
        <p class="then" data-testid="agenda-then">${this.#then}</p>
      </div>
      <div class="buttons">
        <button class="primary" data-testid="agenda-next" aria-disabled=${this.busy || this.#settling.isSettling('next')} @click=${() => this.#call('next', { turn: this.agenda.turn })}>
          ${t(current.phase === 'open' ? 'agenda.close-now' : 'agenda.next')}
        </button>
        ${state === 'paused'
          ? html`<button data-testid="agenda-resume" aria-disabled=${this.busy} @click=${() => this.#call('run', {})}>${t('agenda.resume')}</button>`
          : html`<button data-testid="agenda-pause" aria-disabled=${this.busy} @click=${() => this.#call('pause', {})}>${t('agenda.pause')}</button>`}
        <button data-testid="agenda-stop" aria-disabled=${this.busy} @click=${() => this.#call('stop', {})}>${t('agenda.stop')}</button>
      </div>
    </section>`;
  }

  get #then() {
    const { steps, next, state, current } = this.agenda;
    if (current.phase === 'held') return t('agenda.held');
    const step = steps.find(({ id }) => id === next);
    if (!step) return t('agenda.then-end');
    const title = stepTitle(step, this.polls);
    if (state === 'paused') return t('agenda.then-paused', { title });
    const at = beginnings(this.agenda, this.clock.now()).get(next);
    return at ? t('agenda.then-at', { time: this.#time.format(at), title }) : t('agenda.then', { title });
  }

  #call(step, body) {
    if (!this.busy && !(step === 'next' && this.#settling.isSettling('next'))) this.dispatchEvent(new CustomEvent('vh-agenda', { detail: { step, body } }));
  }
}

customElements.define('vh-agenda-bar', VhAgendaBar);

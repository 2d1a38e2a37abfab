/**
 * What is under way of the running order, how long still, and what comes then. A figure may stand beside the time, as the slotted content.
 * Hooks: data-testid="agenda-now" with data-phase, "agenda-then".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../../components/shared-styles.js';
import { formatLongLeft } from '../../i18n/format.js';
import { locale, t } from '../../i18n/index.js';
import { beginnings, followingStep, stepTitle } from '../agenda-plan.js';

class VhAgendaNow extends LitElement {
  static properties = {
    agenda: { attribute: false },
    polls: { attribute: false },
    clock: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .now {
        display: flex;
        gap: var(--s2);
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .title {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .phase,
      .left,
      slot {
        flex: none;
      }
      .phase {
        color: var(--accent-strong);
      }
      .then {
        overflow: hidden;
        color: var(--ink-soft);
        font-size: var(--text-s);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .then.held {
        white-space: normal;
      }
    `,
  ];

  #time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), 250);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  render() {
    const { current } = this.agenda;
    const leftMs = current.endsAt === undefined ? null : current.endsAt - this.clock.now();
    return html`<p class="now" data-testid="agenda-now" data-phase=${current.phase}>
        <span class="phase">${t(`agenda.now.${current.phase}`)}</span>
        <span class="title" dir="auto">${stepTitle(current.step, this.polls)}</span>
        <slot></slot>
        ${leftMs > 0 ? html`<span class="left" role="timer" aria-live="off">${t('agenda.left', { time: formatLongLeft(leftMs) })}</span>` : nothing}
      </p>
      <p class="then ${current.phase}" data-testid="agenda-then">${this.#then}</p>`;
  }

  get #then() {
    const { state, current, next } = this.agenda;
    if (current.phase === 'held') return t('agenda.held');
    const step = followingStep(this.agenda);
    if (!step) return t('agenda.then-end');
    const title = stepTitle(step, this.polls);
    if (state === 'paused') return t('agenda.then-paused', { title });
    const at = beginnings(this.agenda, this.clock.now()).get(next);
    return at ? t('agenda.then-at', { time: this.#time.format(at), title }) : t('agenda.then', { title });
  }
}

customElements.define('vh-agenda-now', VhAgendaNow);

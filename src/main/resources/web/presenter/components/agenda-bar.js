/**
 * What is under way of the running order, above everything else, with the buttons for it. Fires `vh-agenda` {step, body}.
 * Hooks: data-testid="agenda-bar" with data-phase and data-state, "agenda-next", "agenda-pause", "agenda-resume", "agenda-stop"; see agenda-now.
 */
import { LitElement, css, html, nothing } from 'lit';
import './agenda-now.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';
import { orderStep } from '../agenda-plan.js';
import { SettlingController } from '../settling-controller.js';

class VhAgendaBar extends LitElement {
  static properties = {
    agenda: { attribute: false },
    polls: { attribute: false },
    clock: { attribute: false },
    busy: { type: Boolean },
    /** Whether the page's main button, which else says what is done next, belongs to something else */
    main: { type: Boolean },
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
      .buttons {
        display: flex;
        gap: var(--s2);
      }
      .primary {
        max-width: 20rem;
      }
      .primary span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (max-width: 60rem) {
        section {
          grid-template-columns: minmax(0, 1fr);
          padding: var(--s3) var(--s4);
        }
        .buttons {
          flex-wrap: wrap;
        }
        .buttons button {
          flex: 1;
          padding-inline: var(--s2);
        }
        .buttons .primary {
          flex: 1 0 100%;
          max-width: 100%;
        }
      }
    `,
  ];

  #settling = new SettlingController(this);

  willUpdate() {
    this.#settling.setMeaning('next', this.agenda.turn);
  }

  render() {
    const { current, state } = this.agenda;
    return html`<section aria-label=${t('agenda.title')} data-testid="agenda-bar" data-phase=${current.phase} data-state=${state}>
      <vh-agenda-now .agenda=${this.agenda} .polls=${this.polls} .clock=${this.clock}></vh-agenda-now>
      <div class="buttons">
        ${this.main ? this.#renderMain() : nothing}
        ${state === 'paused' ? this.#button('agenda-resume', 'agenda.resume', 'run') : this.#button('agenda-pause', 'agenda.pause', 'pause')}
        ${this.#button('agenda-stop', 'agenda.stop', 'stop')}
      </div>
    </section>`;
  }

  #renderMain() {
    const { text, call } = orderStep(this.agenda, this.polls);
    const inert = this.busy || !call || this.#settling.isSettling('next');
    return html`<button class="primary" data-testid="agenda-next" aria-disabled=${inert} @click=${() => !inert && this.#fire(call)}><span>${text}</span></button>`;
  }

  #button(id, label, step) {
    return html`<button data-testid=${id} aria-disabled=${this.busy} @click=${() => !this.busy && this.#fire({ step, body: {} })}>${t(label)}</button>`;
  }

  #fire(detail) {
    this.dispatchEvent(new CustomEvent('vh-agenda', { detail }));
  }
}

customElements.define('vh-agenda-bar', VhAgendaBar);

/**
 * Gives the presenter's page the running order of the room: reads it when the hub says that it has changed, sends changes one after the
 * other, and shows what is under way. What shows it is loaded after the page itself.
 */
import { html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { leadsPoll, orderStep } from './agenda-plan.js';

export class AgendaController {
  /** {rev, steps, state, current?, turn?, next?}, or null until it is known */
  agenda = null;
  /** Whether a call is under way that a second tap must not repeat */
  busy = false;
  #host;
  #session;
  #store = null;
  #live = false;
  #reading = false;
  #outdated = false;
  #changes = Promise.resolve();
  /** How many changes the hub has not answered */
  #unsent = 0;
  #loaded = null;
  /** Whether elements and texts are loaded */
  #canShow = false;

  /**
   * @param {import('lit').LitElement} host the page
   * @param {import('./presenter-session.js').PresenterSession} session
   */
  constructor(host, session) {
    this.#host = host;
    this.#session = session;
    host.addController(this);
  }

  hostDisconnected() {
    this.#follow(null);
  }

  hostUpdated() {
    const store = this.#session.token ? this.#session.store : null;
    if (store !== this.#store) this.#follow(store);
    const live = store?.status === 'live';
    // What changed while the page was offline.
    if (live && !this.#live) this.#read();
    this.#live = live;
    if (live) this.#loaded ??= import('./components/agenda.js').then(this.#shown, () => (this.#loaded = null));
  }

  #shown = () => {
    this.#canShow = true;
    this.#host.requestUpdate();
  };

  #follow(store) {
    this.#store?.removeEventListener('message', this.#onMessage);
    this.#store = store;
    this.#live = false;
    this.agenda = null;
    store?.addEventListener('message', this.#onMessage);
  }

  #onMessage = ({ detail }) => detail.type === 'agenda' && this.#read();

  #read = async () => {
    if (this.#reading) {
      this.#outdated = true;
      return;
    }
    this.#reading = true;
    do {
      this.#outdated = false;
      try {
        const agenda = await this.#session.api.readAgenda();
        // What is being sent is newer than what was read.
        if (this.#unsent === 0) this.#received(agenda);
        else await this.#changes.then(() => (this.#outdated = true));
      } catch {
        // The page says that it is offline, and reads it anew once it is not.
      }
    } while (this.#outdated);
    this.#reading = false;
  };

  #received(agenda) {
    const before = this.agenda?.current;
    this.agenda = agenda;
    const poll = agenda.current?.step.poll;
    if (poll && poll !== before?.step.poll) this.#host.followOrder(before?.step.poll, poll);
    this.#host.requestUpdate();
  }

  /** Replaces the steps; what is changed while the hub is answering is sent after it. */
  write(steps) {
    this.agenda = { ...this.agenda, steps };
    this.#host.requestUpdate();
    this.#unsent++;
    this.#changes = this.#changes.then(() => this.#write(steps)).finally(() => this.#unsent--);
    return this.#changes;
  }

  async #write(steps) {
    try {
      const { rev, steps: kept } = await this.#session.api.writeAgenda(steps, this.agenda.rev);
      // What was changed since stays on the page.
      const later = this.agenda.steps !== steps;
      this.#received({ ...this.agenda, rev, steps: later ? this.agenda.steps : kept });
    } catch (error) {
      if (error.code === 'conflict') this.#received(error.current);
      else this.#read();
      this.#session.actions.notifyError(error.code === 'conflict' ? t('agenda.taken') : error);
    }
  }

  /** Calls 'run', 'pause', 'next' or 'stop'. */
  async call(step, body) {
    if (this.busy) return;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      await this.#changes;
      this.#received(await this.#session.api.agendaStep(step, body));
    } catch (error) {
      this.#session.actions.notifyError(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** What the main button of a poll does for the running order, see `orderStep`; null if the button is the poll's own. */
  stepOf(poll) {
    return this.#canShow && leadsPoll(this.agenda, poll) ? orderStep(this.agenda, this.#session.store.list) : null;
  }

  /**
   * What is under way, above everything else; nothing while nothing is.
   * @param {object|null} poll the poll whose main button is on the page
   * @param {boolean} phone whether that poll's controls are at the thumbs, with what is under way
   */
  renderBar(poll, phone) {
    const { store } = this.#session;
    const leads = Boolean(poll && leadsPoll(this.agenda, poll));
    return this.#canShow && this.agenda?.current && !(leads && phone)
      ? html`<vh-agenda-bar
          .agenda=${this.agenda}
          .polls=${store.list}
          .clock=${store.clock}
          ?main=${!leads}
          ?busy=${this.busy || !store.fresh}
          @vh-agenda=${({ detail }) => this.call(detail.step, detail.body)}
        ></vh-agenda-bar>`
      : nothing;
  }

  /** @param {object[]} polls those that can be steps, in the room's order */
  renderPanel(polls) {
    return this.agenda
      ? html`<vh-agenda
          .agenda=${this.agenda}
          .polls=${polls}
          .clock=${this.#session.store.clock}
          ?busy=${this.busy}
          @vh-steps=${({ detail }) => this.write(detail.steps)}
          @vh-agenda=${({ detail }) => this.call(detail.step, detail.body)}
        ></vh-agenda>`
      : nothing;
  }
}

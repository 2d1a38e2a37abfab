/**
 * The big screen in the hand of the presenter's page: what it shows follows what is led, there is a remote control for it, and this very
 * window can be it. A controller of the page.
 */
import { html } from 'lit';
import './components/screen-remote.js';
import { ApiError } from '../hub/api.js';
import { t } from '../i18n/index.js';

export class BigScreen {
  #host;
  #session;
  /** The element over the page while this window is the big screen */
  #over = null;
  #opening = false;
  /** The poll that was chosen last, and whether it could be shown then */
  #led = {};
  #heard = 0;

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
    this.#over?.leave();
  }

  /** Whether the page is out of sight behind the big screen. */
  get covers() {
    return Boolean(this.#over);
  }

  /** The remote control. */
  remote(poll) {
    const { steering, store } = this.#session;
    return html`<vh-screen-remote
      .stage=${store.room.stage}
      .polls=${store.list}
      .poll=${poll}
      ?follows=${steering.follows}
      @vh-show=${(event) => steering.show(event.detail.what)}
      @vh-follow=${(event) => steering.follow(event.detail.on, poll)}
      @vh-full=${() => this.open()}
    ></vh-screen-remote>`;
  }

  /** The presenter has chosen a poll; who looks at the big screen alone chooses for it. */
  choose(poll) {
    if (!poll) return;
    const { steering, store } = this.#session;
    const shown = poll.state !== 'draft';
    this.#led = { id: poll.id, shown };
    if (shown && this.#over) steering.show({ poll: poll.id });
    else steering.lead(poll);
    if (!shown) this.say(t('remote.draft-next', { n: store.list.indexOf(poll) + 1, of: store.list.length }));
  }

  /** Once the page has drawn `poll`, which somebody has chosen: where it has been opened since, it goes on the screen. */
  drawn(poll) {
    const shown = poll.state !== 'draft';
    if (shown && !(this.#led.id === poll.id && this.#led.shown)) this.choose(poll);
    this.#led = { id: poll.id, shown };
    this.#sayFaults();
  }

  /** Shows nothing, or again what is led. */
  blank(poll) {
    const { steering, store } = this.#session;
    if (!store.room.stage?.blank) steering.show({ blank: true });
    else steering.show(poll && poll.state !== 'draft' ? { poll: poll.id } : { lobby: true });
  }

  lobby() {
    this.#session.steering.show({ lobby: true });
  }

  /** Says something at the foot of the big screen, if this window is it. */
  say(words) {
    this.#over?.say(words);
  }

  /** Makes this window the big screen, until Escape. */
  async open() {
    if (this.#over || this.#opening) return;
    this.#opening = true;
    const module = await import('./single-window-screen.js').catch(() => null);
    this.#opening = false;
    if (!module) return this.#session.leading.fail(new ApiError({ status: 0 }));
    this.#over = module.openOneWindow(this.#host, () => {
      this.#over = null;
      this.#host.requestUpdate();
    });
  }

  /** What the page says at its foot cannot be seen there. */
  #sayFaults() {
    const last = this.#session.leading.toasts.at(-1);
    if (last && last.id !== this.#heard) this.say(last.words);
    this.#heard = last?.id;
  }
}

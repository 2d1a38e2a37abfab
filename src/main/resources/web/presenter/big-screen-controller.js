/**
 * A reactive controller that connects the presenter's page with the big screen: the stage follows the selected poll, a remote control sets
 * it, and this window itself can become the big screen.
 */
import { html } from 'lit';
import './components/screen-remote.js';
import { ApiError } from '../hub/api.js';
import { t } from '../i18n/index.js';

export class BigScreenController {
  #host;
  #session;
  /** The element that covers the page while this window is the big screen */
  #overlay = null;
  #opening = false;
  /** {id, isVisible}: the poll that was selected last, and whether it was more than a draft then */
  #selected = {};
  #lastToastId = 0;

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
    this.#overlay?.leave();
  }

  /** Whether this window is the big screen, which covers the page. */
  get isOpen() {
    return Boolean(this.#overlay);
  }

  /** The remote control. */
  renderRemote(poll) {
    const { stageControl, store } = this.#session;
    return html`<vh-screen-remote
      .stage=${store.room.stage}
      .polls=${store.list}
      .poll=${poll}
      ?follows=${stageControl.follows}
      @vh-show=${(event) => stageControl.show(event.detail.stage)}
      @vh-follow=${(event) => stageControl.setFollows(event.detail.on, poll)}
      @vh-full=${() => this.open()}
    ></vh-screen-remote>`;
  }

  /** The presenter has selected a poll. While this window is the big screen, selecting a poll shows it, whatever `follows` says. */
  pollSelected(poll) {
    if (!poll) return;
    const { stageControl, store } = this.#session;
    const isVisible = poll.state !== 'draft';
    this.#selected = { id: poll.id, isVisible };
    if (isVisible && this.#overlay) stageControl.show({ poll: poll.id });
    else stageControl.pollSelected(poll);
    if (!isVisible) this.showMessage(t('remote.draft-next', { n: store.list.indexOf(poll) + 1, of: store.list.length }));
  }

  /** The page has rendered the selected poll: shows it if it was a draft and has been opened since. */
  pollRendered(poll) {
    const isVisible = poll.state !== 'draft';
    if (isVisible && !(this.#selected.id === poll.id && this.#selected.isVisible)) this.pollSelected(poll);
    this.#selected = { id: poll.id, isVisible };
    this.#showLatestToast();
  }

  /** Blanks the big screen, or shows the selected poll again. */
  toggleBlank(poll) {
    const { stageControl, store } = this.#session;
    if (!store.room.stage?.blank) stageControl.show({ blank: true });
    else stageControl.show(poll && poll.state !== 'draft' ? { poll: poll.id } : { lobby: true });
  }

  showLobby() {
    this.#session.stageControl.show({ lobby: true });
  }

  /** Shows a message at the foot of the big screen, if this window is it. */
  showMessage(text) {
    this.#overlay?.showMessage(text);
  }

  /** Turns this window into the big screen until Escape is pressed. */
  async open() {
    if (this.#overlay || this.#opening) return;
    this.#opening = true;
    const module = await import('./single-window-screen.js').catch(() => null);
    this.#opening = false;
    if (!module) return this.#session.actions.notifyError(new ApiError({ status: 0 }));
    this.#overlay = module.openSingleWindowScreen(this.#host, () => {
      this.#overlay = null;
      this.#host.requestUpdate();
    });
  }

  /** Shows the latest toast on the big screen, which covers the page's own toasts. */
  #showLatestToast() {
    const last = this.#session.actions.toasts.at(-1);
    if (last && last.id !== this.#lastToastId) this.showMessage(last.text);
    this.#lastToastId = last?.id;
  }
}

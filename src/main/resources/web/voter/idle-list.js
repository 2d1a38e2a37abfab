/**
 * The order of what a page shows, which changes only while nobody is at it: what is new waits until no finger is down, nothing was
 * touched, scrolled or typed for a moment, and no text is being written. What exists no longer goes at once. After each change the page is
 * `settling` for a moment, in which it should take no tap: the finger was on its way to something else.
 */
const REST_MS = 1_200;
const SETTLE_MS = 400;
const BUSY = ['pointerdown', 'pointermove', 'wheel', 'scroll', 'keydown', 'input'];

export class RestingList {
  /** Ids in the order in which they are shown; null before the first list. */
  shown = null;
  settling = false;
  #host;
  #wanted = [];
  #looks = '';
  #busyAt = -Infinity;
  #down = false;
  #timer;
  #settled;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    for (const name of BUSY) addEventListener(name, this.#busy, { capture: true, passive: true });
    for (const name of ['pointerup', 'pointercancel']) addEventListener(name, this.#up, { capture: true, passive: true });
  }

  hostDisconnected() {
    for (const name of BUSY) removeEventListener(name, this.#busy, { capture: true });
    for (const name of ['pointerup', 'pointercancel']) removeEventListener(name, this.#up, { capture: true });
    clearTimeout(this.#timer);
    clearTimeout(this.#settled);
  }

  /** Ids that wait for their place. */
  get waiting() {
    return this.#wanted.filter((id) => !this.shown?.includes(id));
  }

  /**
   * What should be shown, first to last.
   * @param {string[]} ids
   * @param {(id: string) => boolean} exists what does not is shown no longer, whatever anybody does
   * @returns {string[]} what is to be shown now
   */
  want(ids, exists) {
    this.#wanted = ids;
    const moved = this.shown && ids.join() !== this.shown.join();
    if (!this.shown || !this.shown.length || (moved && this.#atRest())) this.#take();
    else if (moved) {
      this.shown = this.shown.filter(exists);
      this.#lookAgain();
    }
    return this.shown;
  }

  /** What else decides where things lie, of what is shown: another one is a change of layout, too. */
  looks(looks) {
    if (looks === this.#looks) return;
    if (this.#looks) this.#settle();
    this.#looks = looks;
  }

  /** Something that is shown has folded or unfolded. */
  moved() {
    this.#settle();
    this.#host.requestUpdate();
  }

  /** Somebody asked for what waits. */
  takeNow() {
    this.#take();
    this.#host.requestUpdate();
  }

  #take() {
    const first = this.shown === null;
    this.shown = this.#wanted;
    if (!first) this.#settle();
  }

  #settle() {
    clearTimeout(this.#settled);
    this.settling = true;
    this.#settled = setTimeout(() => {
      this.settling = false;
      this.#host.requestUpdate();
    }, SETTLE_MS);
  }

  #atRest() {
    return !this.#down && performance.now() - this.#busyAt >= REST_MS && !isWriting(this.#host);
  }

  #lookAgain() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#host.requestUpdate(), REST_MS / 4);
  }

  #busy = (event) => {
    // A mouse that lies still sends nothing; one that only passes over is at rest.
    if (event.type === 'pointermove' && event.pointerType === 'mouse' && !event.buttons) return;
    if (event.type === 'pointerdown') this.#down = true;
    this.#busyAt = performance.now();
  };

  #up = () => {
    this.#down = false;
    this.#busyAt = performance.now();
  };
}

function isWriting(host) {
  let at = host.renderRoot.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return Boolean(at?.matches?.('textarea, input:not([type=radio], [type=checkbox], [type=range])') && at.value);
}

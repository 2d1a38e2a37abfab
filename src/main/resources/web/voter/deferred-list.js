/**
 * A reactive controller for the order of a list that changes only while the user is idle. New items wait until no pointer is down, there
 * was no touch, scroll or key for a moment, and no text is being typed; items that no longer exist are removed at once. After each change
 * the list is `settling` for a moment, during which the page should ignore taps: they were aimed at the earlier layout.
 */
const IDLE_AFTER_MS = 1_200;
const SETTLE_MS = 400;
const ACTIVITY_EVENTS = ['pointerdown', 'pointermove', 'wheel', 'scroll', 'keydown', 'input'];

export class DeferredList {
  /** The ids that are shown, in order; null before the first update. */
  shownIds = null;
  settling = false;
  #host;
  #wanted = [];
  #layoutKey = '';
  #activeAt = -Infinity;
  #pointerDown = false;
  #timer;
  #settleTimer;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    for (const name of ACTIVITY_EVENTS) addEventListener(name, this.#onActivity, { capture: true, passive: true });
    for (const name of ['pointerup', 'pointercancel']) addEventListener(name, this.#onPointerUp, { capture: true, passive: true });
  }

  hostDisconnected() {
    for (const name of ACTIVITY_EVENTS) removeEventListener(name, this.#onActivity, { capture: true });
    for (const name of ['pointerup', 'pointercancel']) removeEventListener(name, this.#onPointerUp, { capture: true });
    clearTimeout(this.#timer);
    clearTimeout(this.#settleTimer);
  }

  /** The ids that wait to be shown. */
  get pending() {
    return this.#wanted.filter((id) => !this.shownIds?.includes(id));
  }

  /**
   * Sets the list that should be shown.
   *
   * @param {string[]} ids first to last
   * @param {(id: string) => boolean} exists an id for which this is false is removed at once
   * @returns {string[]} the list to show now
   */
  update(ids, exists) {
    this.#wanted = ids;
    const reordered = this.shownIds && ids.join() !== this.shownIds.join();
    if (!this.shownIds || !this.shownIds.length || (reordered && this.#isIdle())) this.#apply();
    else if (reordered) {
      this.shownIds = this.shownIds.filter(exists);
      this.#checkAgain();
    }
    return this.shownIds;
  }

  /** Sets a string that describes whatever else decides the layout; if it changes, the list settles. */
  setLayoutKey(key) {
    if (key === this.#layoutKey) return;
    if (this.#layoutKey) this.#settle();
    this.#layoutKey = key;
  }

  /** The layout has changed, for example because an item was collapsed. */
  layoutChanged() {
    this.#settle();
    this.#host.requestUpdate();
  }

  /** Shows the waiting items now, because the user asked for them. */
  applyNow() {
    this.#apply();
    this.#host.requestUpdate();
  }

  #apply() {
    const first = this.shownIds === null;
    this.shownIds = this.#wanted;
    if (!first) this.#settle();
  }

  #settle() {
    clearTimeout(this.#settleTimer);
    this.settling = true;
    this.#settleTimer = setTimeout(() => {
      this.settling = false;
      this.#host.requestUpdate();
    }, SETTLE_MS);
  }

  #isIdle() {
    return !this.#pointerDown && performance.now() - this.#activeAt >= IDLE_AFTER_MS && !isTyping(this.#host);
  }

  #checkAgain() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#host.requestUpdate(), IDLE_AFTER_MS / 4);
  }

  #onActivity = (event) => {
    // A mouse that only passes over, without a button pressed, is no activity.
    if (event.type === 'pointermove' && event.pointerType === 'mouse' && !event.buttons) return;
    if (event.type === 'pointerdown') this.#pointerDown = true;
    this.#activeAt = performance.now();
  };

  #onPointerUp = () => {
    this.#pointerDown = false;
    this.#activeAt = performance.now();
  };
}

function isTyping(host) {
  let element = host.renderRoot.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return Boolean(element?.matches?.('textarea, input:not([type=radio], [type=checkbox], [type=range])') && element.value);
}

/**
 * A reactive controller for how the big screen shows its content: the page of a long result, the order of its rows, and whether the last
 * seconds are heard. Pages turn by themselves, and by ← and →, after which they pause for a while; S changes the order, M the sound. Order
 * and sound are stored, also for other windows.
 *
 * `settings` is passed to charts, a new object with each change:
 *
 *   page        counts up and down; a chart takes it modulo its own number of pages
 *   sort        'auto': rows are in the poll's order, and by result once it is final; 'result'; 'poll'
 *   final       whether the result is final; added by the page
 *   unit        a hundredth of the screen's height, px
 *   planBars, planCards   see charts/bars-layout.js and charts/text-cards-layout.js
 */
import { screenUnit } from '../charts/screen-unit.js';
import { planBars } from '../charts/bars-layout.js';
import { planCards } from '../charts/text-cards-layout.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { CountdownSound } from './countdown-sound.js';

const PAGE_MS = 9_000;
const PAUSE_MS = 30_000;
const TICK_MS = 250;
/** The time before the end from which the countdown is enlarged. */
const ENDING_MS = 10_000;
const SORTS = ['auto', 'result', 'poll'];
const SORT_KEY = 'votehub.screen.sort';
const SOUND_KEY = 'votehub.screen.sound';

export class ScreenViewController {
  settings = { page: 0, sort: 'auto', unit: 10, planBars, planCards };
  /** Whether the countdown is in its last seconds. */
  ending = false;
  #host;
  #timeLeftMs;
  #sound = new CountdownSound();
  /** Whether this is the preview on a presenter's page, which has no sound */
  #isPreview = new URLSearchParams(location.search).has('picture');
  #content = '';
  #nextPageAt = 0;
  #timer;

  /** @param {() => ?number} leftMs the time left of the poll that is shown, or null */
  constructor(host, leftMs) {
    this.#host = host;
    this.#timeLeftMs = leftMs;
    const query = new URLSearchParams(location.search);
    const requested = query.get('sort');
    this.settings.sort = SORTS.find((each) => each === (requested ?? readStored(SORT_KEY))) ?? 'auto';
    this.#sound.enabled = readStored(SOUND_KEY) === 'on' && !query.has('picture');
    host.addController(this);
  }

  get sound() {
    return this.#sound.enabled;
  }

  hostConnected() {
    addEventListener('keydown', this.#onKeyDown);
    addEventListener('resize', this.#onResize);
    addEventListener('storage', this.#onStorage);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#onResize();
  }

  hostDisconnected() {
    removeEventListener('keydown', this.#onKeyDown);
    removeEventListener('resize', this.#onResize);
    removeEventListener('storage', this.#onStorage);
    clearInterval(this.#timer);
    this.#sound.close();
  }

  /** Sets an id of the content; new content starts at its first page. Returns whether it is new. */
  setContent(content) {
    if (content === this.#content) return false;
    this.#content = content;
    this.#nextPageAt = performance.now() + PAGE_MS;
    if (this.settings.page) this.settings = { ...this.settings, page: 0 };
    return true;
  }

  /** @param {'back' | 'on' | 'sort' | 'sound'} command */
  execute(command) {
    if (command === 'sort') {
      const sort = SORTS[(SORTS.indexOf(this.settings.sort) + 1) % SORTS.length];
      writeStored(SORT_KEY, sort);
      this.#change({ sort, page: 0 });
    } else if (command === 'sound') {
      this.#sound.toggle();
      writeStored(SOUND_KEY, this.#sound.enabled ? 'on' : null);
      this.#host.requestUpdate();
    } else {
      this.#nextPageAt = performance.now() + PAUSE_MS;
      this.#change({ page: this.settings.page + (command === 'on' ? 1 : -1) });
    }
  }

  #change(part) {
    this.settings = { ...this.settings, ...part };
    this.#host.requestUpdate();
  }

  #tick() {
    const left = this.#timeLeftMs();
    const ending = left !== null && left <= ENDING_MS;
    if (!this.#isPreview) this.#sound.update(left);
    if (ending !== this.ending) {
      this.ending = ending;
      this.#host.requestUpdate();
    }
    if (performance.now() < this.#nextPageAt) return;
    this.#nextPageAt = performance.now() + PAGE_MS;
    this.#change({ page: this.settings.page + 1 });
  }

  #onResize = () => {
    const unit = screenUnit();
    if (Math.abs(unit - this.settings.unit) > 0.01) this.#change({ unit });
  };

  #onStorage = ({ key, newValue }) => {
    if (key === SORT_KEY && SORTS.includes(newValue)) this.#change({ sort: newValue, page: 0 });
  };

  #onKeyDown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const command = { ArrowLeft: rtl ? 'on' : 'back', ArrowRight: rtl ? 'back' : 'on', s: 'sort', m: 'sound' }[
      event.key.length === 1 ? event.key.toLowerCase() : event.key
    ];
    if (command) this.execute(command);
  };
}

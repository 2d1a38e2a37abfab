/**
 * How the big screen shows what it shows: which page of a long result, in which order its rows stand, whether the last seconds are heard.
 * Pages turn by themselves, and by ← and →, after which they wait for a while; S changes the order, M the sound. Order and sound are
 * kept in the browser, for its other windows too.
 *
 * `now` is what pictures are told, a new object with each change:
 *
 *   page        counts up and down; a picture shows the page it comes to by its own number of pages
 *   sort        'auto': rows stand as the poll has them, and by the result once it is final; 'result'; 'poll'
 *   final       whether the result is final; the page adds it
 *   unit        a hundredth of the screen's height, px
 *   planBars, planCards   see charts/bars-layout.js and charts/text-cards-layout.js
 */
import { screenUnit } from '../charts/screen-unit.js';
import { planBars } from '../charts/bars-layout.js';
import { planCards } from '../charts/text-cards-layout.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { CountdownSound } from './countdown-sound.js';

const PAGE_MS = 9_000;
const REST_MS = 30_000;
const TICK_MS = 250;
/** So long before its end a countdown is for the last row. */
const ENDING_MS = 10_000;
const SORTS = ['auto', 'result', 'poll'];
const SORT_KEY = 'votehub.screen.sort';
const SOUND_KEY = 'votehub.screen.sound';

export class ScreenView {
  now = { page: 0, sort: 'auto', unit: 10, planBars, planCards };
  /** Whether the countdown is at its last seconds. */
  ending = false;
  #host;
  #leftMs;
  #sound = new CountdownSound();
  /** Whether this is the small picture on a presenter's page, which is seen and not heard */
  #picture = new URLSearchParams(location.search).has('picture');
  #shown = '';
  #turnAt = 0;
  #timer;

  /** @param {() => ?number} leftMs what is left of the poll that is shown, or null */
  constructor(host, leftMs) {
    this.#host = host;
    this.#leftMs = leftMs;
    const query = new URLSearchParams(location.search);
    const asked = query.get('sort');
    this.now.sort = SORTS.find((each) => each === (asked ?? readStored(SORT_KEY))) ?? 'auto';
    // The small picture on the presenter's page is silent: one screen is enough to hear.
    this.#sound.on = readStored(SOUND_KEY) === 'on' && !query.has('picture');
    host.addController(this);
  }

  get sound() {
    return this.#sound.on;
  }

  hostConnected() {
    addEventListener('keydown', this.#key);
    addEventListener('resize', this.#measure);
    addEventListener('storage', this.#stored);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#measure();
  }

  hostDisconnected() {
    removeEventListener('keydown', this.#key);
    removeEventListener('resize', this.#measure);
    removeEventListener('storage', this.#stored);
    clearInterval(this.#timer);
    this.#sound.close();
  }

  /** What is shown now, in a word; of something else the first page is shown. Whether it is something else. */
  show(what) {
    if (what === this.#shown) return false;
    this.#shown = what;
    this.#turnAt = performance.now() + PAGE_MS;
    if (this.now.page) this.now = { ...this.now, page: 0 };
    return true;
  }

  /** @param {'back' | 'on' | 'sort' | 'sound'} what */
  do(what) {
    if (what === 'sort') {
      const sort = SORTS[(SORTS.indexOf(this.now.sort) + 1) % SORTS.length];
      writeStored(SORT_KEY, sort);
      this.#change({ sort, page: 0 });
    } else if (what === 'sound') {
      this.#sound.toggle();
      writeStored(SOUND_KEY, this.#sound.on ? 'on' : null);
      this.#host.requestUpdate();
    } else {
      this.#turnAt = performance.now() + REST_MS;
      this.#change({ page: this.now.page + (what === 'on' ? 1 : -1) });
    }
  }

  #change(part) {
    this.now = { ...this.now, ...part };
    this.#host.requestUpdate();
  }

  #tick() {
    const left = this.#leftMs();
    const ending = left !== null && left <= ENDING_MS;
    if (!this.#picture) this.#sound.at(left);
    if (ending !== this.ending) {
      this.ending = ending;
      this.#host.requestUpdate();
    }
    if (performance.now() < this.#turnAt) return;
    this.#turnAt = performance.now() + PAGE_MS;
    this.#change({ page: this.now.page + 1 });
  }

  #measure = () => {
    const unit = screenUnit();
    if (Math.abs(unit - this.now.unit) > 0.01) this.#change({ unit });
  };

  #stored = ({ key, newValue }) => {
    if (key === SORT_KEY && SORTS.includes(newValue)) this.#change({ sort: newValue, page: 0 });
  };

  #key = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const what = { ArrowLeft: rtl ? 'on' : 'back', ArrowRight: rtl ? 'back' : 'on', s: 'sort', m: 'sound' }[
      event.key.length === 1 ? event.key.toLowerCase() : event.key
    ];
    if (what) this.do(what);
  };
}

/**
 * A word cloud: the more people have given a word, the larger it is. Words keep their positions while votes come in: see
 * word-cloud-layout.js.
 * Hooks: data-testid="word" with data-word and data-votes.
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';
import { screenUnit } from './screen-unit.js';
import { vars } from '../components/css-vars.js';
import { layoutCloud } from './word-cloud-layout.js';
import { SizeController } from './size-controller.js';

/** The height of the line for words that are not shown, in rem. */
const FOOT_REM = 2.6;
const MEASURED_AT_PX = 100;
/** The largest letters, as parts of the box's height. */
const LARGEST = { fit: 0.34, free: 0.16 };
/** The cloud is stretched to fill its box, at most by this factor. */
const MAX_SPREAD = 1.5;
/** The hues of words on the big screen, used in turn. */
const HUES = [1, 6, 3, 4, 5];
/** More words would be too small to read; the table has all of them. */
const MAX_WORDS = { fit: 50, free: 20 };
const STRONG = 3;
/** The overlay over a video shows fewer words of the same size: this many per hundredth of the screen's height. */
const WORDS_A_UNIT = 0.75;
const MIN_WORDS = 8;

class VhWordCloud extends LitElement {
  static properties = {
    /** [{word, votes}], most votes first */
    words: { attribute: false },
    /** the number of further words */
    more: { type: Number },
    /** The words that are right, as a set, once that is revealed in a quiz; else null */
    right: { attribute: false },
    fit: { type: Boolean, reflect: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
        height: clamp(17rem, 60vw, 24rem);
      }
      :host([fit]) {
        container-type: size;
        height: 100%;
      }
      ul {
        position: relative;
        width: 100%;
        height: calc(100% - 2.6rem);
        overflow: hidden;
      }
      .more {
        padding-top: var(--s2);
        color: var(--ink-soft);
        font-size: var(--text-s);
        text-align: center;
      }
      :host([fit]) .more {
        font-size: calc(var(--u, 1vh) * 2.2);
      }
      :host([fit]) li {
        color: var(--hue);
        font-weight: 700;
      }
      li {
        position: absolute;
        left: calc(50% + var(--x) * 1px);
        top: calc(50% + var(--y) * 1px);
        transform: translate(-50%, -50%);
        font-size: calc(var(--px) * 1px);
        font-weight: 650;
        line-height: 1.2;
        white-space: nowrap;
        transition: left var(--move), top var(--move), font-size var(--move);
      }
      .strong {
        color: var(--accent);
      }
      .marked li,
      :host([fit]) .marked li {
        color: var(--ink-soft);
      }
      .marked .right,
      :host([fit]) .marked .right {
        color: var(--accent);
        font-weight: 700;
      }
      .none {
        display: grid;
        height: 100%;
        place-content: center;
        color: var(--ink-soft);
        font-size: clamp(1rem, 3vh, 4rem);
      }
    `,
  ];

  #measured = new SizeController(this);
  #places = new Map();
  #widths = new Map();
  #hues = new Map();
  #pen = null;

  render() {
    const { size } = this.#measured;
    if (!size) return nothing;
    if (!this.words.length) return html`<p class="none">${t('picture.none')}</p>`;
    const mode = this.fit ? 'fit' : 'free';
    const most = this.fit ? Math.min(MAX_WORDS.fit, Math.max(MIN_WORDS, Math.floor((size.height / screenUnit()) * WORDS_A_UNIT))) : MAX_WORDS.free;
    const shown = this.words.slice(0, most);
    const more = this.words.length - shown.length + this.more;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const [boxWidth, boxHeight] = [size.width, size.height - FOOT_REM * rem];
    const aspect = Math.min(2.5, Math.max(0.6, boxWidth / boxHeight));
    const { places, factor, width, height } = layoutCloud(shown, this.#places, (word) => this.#widthOf(this.#textOf(word)), aspect);
    this.#places = places;
    const unit = Math.min(boxWidth / width, boxHeight / height, (boxHeight * LARGEST[mode]) / factor);
    // Stretching cannot cause overlaps.
    const [apartX, apartY] = [boxWidth / width, boxHeight / height].map((room) => Math.min(MAX_SPREAD, Math.max(1, room / unit)));
    return html`<ul class=${this.right ? 'marked' : ''}>
      ${repeat(
        shown,
        ({ word }) => word,
        ({ word, votes }, i) => {
          const { x, y, size: part } = places.get(word);
          return html`<li
            class=${this.right?.has(word) ? 'right' : !this.fit && !this.right && i < STRONG && votes > 1 ? 'strong' : ''}
            data-testid="word"
            data-word=${word}
            data-votes=${votes}
            dir="auto"
            ${vars({ x: x * unit * apartX, y: y * unit * apartY, px: part * factor * unit, hue: `var(--hue-${this.#hueOf(word)})` })}
          >
            ${this.#textOf(word)}<span class="unseen">, ${t('votes', { n: votes })}</span>
          </li>`;
        },
      )}
    </ul>
      ${more > 0 ? html`<p class="more" data-testid="words-more" data-more=${more}>${t('picture.more', { n: more })}</p>` : nothing}`;
  }

  #textOf(word) {
    return this.right?.has(word) ? `✓ ${word}` : word;
  }

  /** The hue of a word, which it keeps. */
  #hueOf(word) {
    if (!this.#hues.has(word)) this.#hues.set(word, HUES[this.#hues.size % HUES.length]);
    return this.#hues.get(word);
  }

  #widthOf(word) {
    if (!this.#widths.has(word)) {
      this.#pen ??= document.createElement('canvas').getContext('2d');
      this.#pen.font = `${this.fit ? 700 : 650} ${MEASURED_AT_PX}px ${getComputedStyle(this).fontFamily}`;
      this.#widths.set(word, this.#pen.measureText(word).width / MEASURED_AT_PX);
    }
    return this.#widths.get(word);
  }
}

customElements.define('vh-word-cloud', VhWordCloud);

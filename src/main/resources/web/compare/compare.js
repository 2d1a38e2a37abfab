/**
 * A closed ranked poll counted by every rule, as a picture and as a table. On the big screen (`fit`) it fills its box. The hub makes the comparison
 * when this is shown first.
 *
 * Hooks: data-testid="compare" with data-agree, "compare-failed", "compare-retry".
 */
import { LitElement, css, html, nothing } from 'lit';
import '../components/result-table.js';
import { shared } from '../components/shared-styles.js';
import { SizeController } from '../charts/size-controller.js';
import { problemText } from '../hub/problem-text.js';
import { t } from '../i18n/index.js';
import { pictureElements } from '../pictures/picture-file.js';
import { comparisonPicture } from './compare-drawing.js';
import { comparisonSentence, comparisonTable } from './compare-text.js';
import { readComparison } from './read-comparison.js';

const THEME = {
  ink: 'var(--ink)',
  soft: 'var(--ink-soft)',
  line: 'var(--line)',
  edge: 'var(--edge)',
  card: 'var(--card)',
  accent: 'var(--accent)',
  hue: (index) => `var(--hue-${(index % 8) + 1})`,
  on: (index) => `var(--on-${(index % 8) + 1})`,
};
/** Widths in units of the picture; the one that fills the box best is taken. */
const WIDTHS = [380, 480, 600, 720, 840, 960, 1100, 1250, 1400];
/** A wider picture is better than one that is so much larger. */
const NEARLY = 0.97;
/** On a page, where a unit is a px. */
const MOST_PX = 960;

class VhCompare extends LitElement {
  static properties = {
    poll: { attribute: false },
    code: {},
    token: { attribute: false },
    fit: { type: Boolean, reflect: true },
    comparison: { state: true },
    problem: { state: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
      }
      :host([fit]) {
        height: 100%;
        min-height: 0;
      }
      .box {
        min-height: 10rem;
      }
      :host([fit]) .box {
        display: grid;
        height: 100%;
        min-height: 0;
        place-items: center start;
      }
      svg {
        display: block;
        max-width: 100%;
        height: auto;
      }
    `,
  ];

  #measured = new SizeController(this);
  #asked = '';

  willUpdate() {
    const key = this.poll && `${this.poll.id} ${this.poll.rev}`;
    if (!key || key === this.#asked) return;
    this.#asked = key;
    this.comparison = null;
    this.#load(key);
  }

  async #load(key) {
    this.problem = null;
    try {
      const comparison = await readComparison(this.code, this.poll.id, this.token);
      if (key !== this.#asked) return;
      this.comparison = comparison;
      this.dispatchEvent(new CustomEvent('vh-compared', { detail: { comparison } }));
    } catch (error) {
      if (key === this.#asked) this.problem = error;
    }
  }

  render() {
    const { comparison, poll } = this;
    if (this.problem) {
      return html`<p data-testid="compare-failed">${problemText(this.problem)}</p>
        <button data-testid="compare-retry" @click=${() => this.#load(this.#asked)}>${t('compare.retry')}</button>`;
    }
    return html`<div class="box" data-testid="compare" data-agree=${comparison?.agree ?? nothing} aria-busy=${!comparison}>${comparison ? this.#picture() : nothing}</div>
      ${comparison ? html`<div class=${this.fit ? 'unseen' : ''}><vh-result-table .table=${comparisonTable(poll, comparison)}></vh-result-table></div>` : nothing}`;
  }

  #picture() {
    const { size } = this.#measured;
    if (!size) return nothing;
    const picture = comparisonPicture(this.poll, this.comparison, THEME);
    const label = comparisonSentence(this.poll, this.comparison);
    const drawn = (width) => pictureElements(picture, { width, label })[0];
    if (!this.fit) return drawn(Math.max(320, Math.min(MOST_PX, size.width)));
    const fits = WIDTHS.map((width) => {
      const element = drawn(width);
      return { element, width, scale: Math.min(size.width / width, size.height / Number(element.getAttribute('height'))) };
    });
    const best = Math.max(...fits.map(({ scale }) => scale));
    const { element, width, scale } = fits.findLast((each) => each.scale > best * NEARLY);
    element.setAttribute('width', width * scale);
    element.setAttribute('height', Number(element.getAttribute('height')) * scale);
    return element;
  }
}

customElements.define('vh-compare', VhCompare);

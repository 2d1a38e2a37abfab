/**
 * The right answer of a question of a quiz whose options cannot be marked: a number, an order or words. Shown once it is revealed. With
 * `fit`, on the big screen, an order fills its box.
 * Hooks: data-testid="right-answer" with data-answer.
 */
import { LitElement, css, html, nothing } from 'lit';
import { hue, vars } from '../components/css-vars.js';
import { optionPicture } from '../components/pictures.js';
import { shared } from '../components/shared-styles.js';
import { formatExact, letter } from '../i18n/format.js';
import { loadTexts, t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { rightAnswer } from './revealed-answer.js';

await loadTexts('quiz');

const PICTURE_PX = 40;

class VhRightAnswer extends LitElement {
  static properties = {
    poll: { attribute: false },
    fit: { type: Boolean, reflect: true },
    /** the settings of the big screen; see screen/view-controller.js */
    view: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        --size: 1.0625rem;
        order: -1;
        display: block;
        min-width: 0;
        font-size: var(--size);
        line-height: 1.3;
      }
      :host([fit]) {
        --size: calc(var(--u, 1vh) * 3);
        height: 100%;
        min-height: 0;
      }
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.3em 0.8em;
        padding: 0.5em 0.8em;
        border-inline-start: 0.3em solid var(--accent);
        border-radius: var(--radius-s);
        background: var(--accent-wash);
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 0.5em;
        font-size: 1em;
        font-weight: 650;
      }
      i {
        flex: none;
        display: grid;
        place-items: center;
        width: 1.5em;
        height: 1.5em;
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 0.85em;
        font-style: normal;
        font-weight: 800;
      }
      b {
        min-width: 0;
        font-size: 1.4em;
        font-weight: 750;
        line-height: 1.2;
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }
      :host([fit]) b {
        font-size: 1.6em;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3em 0.5em;
        min-width: 0;
      }
      .words li {
        padding: 0.05em 0.6em;
        border: max(2px, 0.08em) solid var(--accent);
        border-radius: var(--radius-full);
        background: var(--card);
        font-weight: 650;
        overflow-wrap: anywhere;
      }
      ol {
        display: grid;
        flex: 1 1 100%;
        gap: 0.4em;
        min-width: 0;
      }
      ol li {
        display: flex;
        align-items: center;
        gap: 0.6em;
        min-width: 0;
      }
      ol b {
        flex: none;
        min-width: 1.2em;
        font-size: 1em;
        text-align: end;
      }
      .letter {
        flex: none;
        display: grid;
        place-items: center;
        min-width: 1.75em;
        height: 1.5em;
        padding-inline: 0.3em;
        border-radius: 0.35em;
        background: var(--hue);
        color: var(--on-hue);
        forced-color-adjust: none;
        font-size: 0.86em;
        font-weight: 700;
        line-height: 1;
      }
      img {
        flex: none;
        border-radius: var(--radius-s);
        object-fit: cover;
      }
      ol bdi {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .order {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: calc(var(--u, 1vh) * 1.6);
        height: 100%;
        padding: calc(var(--u, 1vh) * 1.6) calc(var(--u, 1vh) * 2);
      }
    `,
  ];

  render() {
    const answer = rightAnswer(this.poll);
    if (!answer) return nothing;
    if (answer.order) return this.fit ? this.#screenOrder(answer.order) : this.#section('quiz.order', this.#order(answer.order), answer.order.join(' '));
    return answer.words ? this.#words(answer.words) : this.#number(answer);
  }

  #section(key, content, value) {
    return html`<section role="status" data-testid="right-answer" data-answer=${value}>${this.#heading(key)}${content}</section>`;
  }

  #heading(key) {
    return html`<h3><i aria-hidden="true">✓</i>${t(key)}</h3>`;
  }

  #number({ number, tolerance }) {
    const { unit } = this.poll.settings;
    return this.#section(
      'quiz.answer',
      html`<b dir="auto">${formatExact(number)}${unit ? ` ${unit}` : ''}</b>${tolerance > 0 ? html`<span class="soft">${t('quiz.within', { by: formatExact(tolerance) })}</span>` : nothing}`,
      number,
    );
  }

  #words(words) {
    if (words.length === 1) return this.#section('quiz.answer', html`<b dir="auto">${words[0]}</b>`, words[0]);
    return this.#section('quiz.answers', html`<ul class="words">${words.map((word) => html`<li dir="auto">${word}</li>`)}</ul>`, words.join('\n'));
  }

  #order(order) {
    const { options } = this.poll;
    return html`<ol dir=${directionOf(options)}>
      ${order.map((id, i) => {
        const index = options.findIndex((option) => option.id === id);
        const option = options[index] ?? { label: id };
        return html`<li ${vars(hue(index))}>
          <b>${i + 1}.</b><span class="letter" aria-hidden="true">${letter(index)}</span>${optionPicture(option, PICTURE_PX)}<bdi>${option.label}</bdi>
        </li>`;
      })}
    </ol>`;
  }

  #screenOrder(order) {
    import('./order-list.js');
    return html`<section class="order" role="status" data-testid="right-answer" data-answer=${order.join(' ')}>
      ${this.#heading('quiz.order')}
      <vh-order-list fit .options=${this.poll.options} .order=${order} .view=${this.view}></vh-order-list>
    </section>`;
  }
}

customElements.define('vh-right-answer', VhRightAnswer);

/**
 * Edits the options of a poll: add, remove, and reorder by dragging or by buttons, which are in a menu on a phone. Pasting several lines adds
 * several options.
 * Fires `vh-options` {options}. An option is {key, label, image?, imageSize?, alt?}.
 * Hooks: data-testid="option-label-N", "option-remove-N", "option-up-N", "option-down-N", "option-picture-N-…" (see picture-field), "option-more-N" (the menu), "option-duplicate-N", "add-option".
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { letter } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { MediaQueryController } from '../media-query.js';
import { newOption } from '../poll-form.js';
import { RowDrag, moveItem } from '../reorder.js';
import { hue, vars } from '../../components/css-vars.js';
import { foldForComparison } from '../../methods/text-normalization.js';
import { shared } from '../../components/shared-styles.js';
import { iconStyles, icons } from './icons.js';
import './menu.js';
import './picture-field.js';

const MAX_OPTIONS = 100;
/** Where three buttons would leave no space for the label. The same as in pages/present-styles.js. */
const NARROW = '(max-width: 45rem)';
class VhOptionEditor extends LitElement {
  static properties = { options: { attribute: false }, errorOf: { attribute: false }, sendPicture: { attribute: false }, showsImages: { state: true } };

  static styles = [
    shared,
    iconStyles,
    css`
      ol,
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s2);
      }
      .line {
        display: flex;
        align-items: center;
        gap: var(--s2);
      }
      .letter {
        flex: none;
        display: grid;
        place-items: center;
        width: 2rem;
        height: 2rem;
        border-radius: var(--radius-s);
        background: var(--hue);
        color: var(--on-hue);
        font-weight: 700;
        cursor: grab;
      }
      .line input {
        flex: 1;
        width: auto;
        min-width: 0;
      }
      .tools button {
        padding: 0;
        color: var(--ink-soft);
      }
      .line button[aria-disabled='true'] {
        border-color: transparent;
        background: transparent;
        opacity: 0.35;
      }
      .tools {
        flex: none;
        display: flex;
      }
      vh-menu {
        flex: none;
        margin-inline: calc(var(--s2) * -1);
        color: var(--ink-soft);
      }
      vh-menu button {
        justify-content: flex-start;
      }
      .same-label {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      .after {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        margin-top: var(--s3);
      }
    `,
  ];

  #drag = new RowDrag((from, to) => this.#change(moveItem(this.options, from, to)));
  #narrow = new MediaQueryController(this, NARROW);
  #focusNext = -1;
  #focusMenu = -1;

  constructor() {
    super();
    this.showsImages = false;
  }

  render() {
    const showsImages = this.showsImages || this.options.some(({ image }) => image);
    const labels = this.options.map(({ label }) => foldForComparison(label));
    return html`<ol>
        ${repeat(
          this.options,
          ({ key }) => key,
          (option, i) => this.#row(option, i, showsImages, labels.indexOf(labels[i])),
        )}
      </ol>
      <div class="after">
        <button type="button" data-testid="add-option" ?disabled=${this.options.length >= MAX_OPTIONS} @click=${() => this.#add(this.options.length)}>
          + ${t('editor.add-option')}
        </button>
        ${showsImages ? nothing : html`<button type="button" class="quiet" @click=${() => (this.showsImages = true)}>${t('editor.pictures')}</button>`}
      </div>`;
  }

  updated() {
    if (this.#focusNext >= 0) this.renderRoot.querySelectorAll('.label')[this.#focusNext]?.focus();
    if (this.#focusMenu >= 0) this.renderRoot.querySelectorAll('vh-menu')[this.#focusMenu]?.focus({ preventScroll: true });
    this.#focusNext = this.#focusMenu = -1;
  }

  /** @param {number} first the index of the first option with the same label */
  #row(option, i, showsImages, first) {
    const error = this.errorOf(`/options/${i}/label`) || this.errorOf(`/options/${i}`);
    const imageError = this.errorOf(`/options/${i}/image`) || this.errorOf(`/options/${i}/alt`);
    return html`<li @dragover=${(event) => this.#drag.over(event)} @drop=${(event) => this.#drag.drop(i, event)}>
      <div class="line">
        <span
          class="letter"
          draggable="true"
          title=${t('editor.drag')}
          aria-hidden="true"
          ${vars(hue(i))}
          @dragstart=${(event) => this.#drag.start(i, event)}
          @dragend=${() => this.#drag.end()}
          >${letter(i)}</span
        >
        <input
          class="label"
          type="text"
          dir="auto"
          maxlength="200"
          data-testid="option-label-${i}"
          aria-label=${t('editor.option', { letter: letter(i) })}
          aria-invalid=${Boolean(error)}
          placeholder=${t('editor.option', { letter: letter(i) })}
          .value=${option.label}
          @input=${(event) => this.#set(option, { label: event.target.value })}
          @keydown=${(event) => this.#enter(event, i)}
          @paste=${(event) => this.#paste(event, i)}
        />
        ${this.#tools(option, i)}
      </div>
      ${showsImages
        ? html`<vh-picture-field
            name="option-picture-${i}"
            .of=${t('editor.image', { letter: letter(i) })}
            .picture=${option}
            .send=${this.sendPicture}
            .error=${imageError}
            @vh-picture=${({ detail: { image, imageSize, alt } }) => this.#set(option, { image, imageSize, alt })}
          ></vh-picture-field>`
        : nothing}
      ${first < i && option.label.trim() ? html`<span class="same-label" role="status" data-testid="option-duplicate-${i}">${t('editor.same-label', { letter: letter(first) })}</span>` : nothing}
      ${error ? html`<span class="field-error">${error}</span>` : nothing}
    </li>`;
  }

  #tools(option, i) {
    const last = this.options.length - 1;
    const narrow = this.#narrow.matches;
    const tool = (id, symbol, enabled, onClick) => {
      const label = t(`editor.${id}`, { letter: letter(i) });
      return html`<button
        type="button"
        class="quiet"
        data-testid="option-${id}-${i}"
        aria-label=${label}
        aria-disabled=${!enabled}
        @click=${() => enabled && onClick()}
      >
        ${symbol}${narrow ? html` <span>${label}</span>` : nothing}
      </button>`;
    };
    const move = (to) => {
      if (narrow) this.#focusMenu = to;
      this.#change(moveItem(this.options, i, to));
    };
    const all = html`${tool('up', '↑', i > 0, () => move(i - 1))}${tool('down', '↓', i < last, () => move(i + 1))}${tool('remove', '✕', last > 0, () =>
      this.#change(this.options.filter((each) => each !== option)),
    )}`;
    return narrow
      ? html`<vh-menu data-testid="option-more-${i}" .icon=${icons.more} .label=${t('editor.more', { letter: letter(i) })}>${all}</vh-menu>`
      : html`<span class="tools">${all}</span>`;
  }

  #enter(event, i) {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.#add(i + 1);
  }

  #paste(event, i) {
    if ([...event.clipboardData.files].some(({ type }) => type.startsWith('image/'))) return void this.#pastePicture(event, i);
    const lines = event.clipboardData.getData('text').split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    const pasted = lines.map((line) => newOption(line.slice(0, 200)));
    this.#change([...this.options.slice(0, i), ...pasted, ...this.options.slice(i + 1).filter(({ label }) => label)].slice(0, MAX_OPTIONS));
  }

  /** A picture that is pasted into a label becomes the option's picture. */
  async #pastePicture(event, i) {
    const copy = { clipboardData: { files: [...event.clipboardData.files] }, preventDefault() {}, stopPropagation() {} };
    event.preventDefault();
    this.showsImages = true;
    await this.updateComplete;
    this.renderRoot.querySelectorAll('vh-picture-field')[i]?.takePasted(copy);
  }

  #add(at) {
    if (this.options.length >= MAX_OPTIONS) return;
    this.#focusNext = at;
    this.#change([...this.options.slice(0, at), newOption(), ...this.options.slice(at)]);
  }

  /** By its key, because a picture arrives later, when the options may have been moved. */
  #set({ key }, change) {
    this.#change(this.options.map((option) => (option.key === key ? { ...option, ...change } : option)));
  }

  #change(options) {
    this.dispatchEvent(new CustomEvent('vh-options', { detail: { options } }));
  }
}

customElements.define('vh-option-editor', VhOptionEditor);

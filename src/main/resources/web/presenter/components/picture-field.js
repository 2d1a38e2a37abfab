/**
 * Chooses, pastes or drops a picture, sends it, and asks what it shows. Fires `vh-picture` {image?, imageSize?, alt?}.
 * Hooks: data-testid="NAME-choose" (the file input), "NAME-shown", "NAME-alt", "NAME-remove", "NAME-state" (progress, or why it was refused).
 */
import { LitElement, css, html, nothing } from 'lit';
import { pictureUrl } from '../../components/pictures.js';
import { shared } from '../../components/shared-styles.js';
import { problemText } from '../../hub/problem-text.js';
import { t } from '../../i18n/index.js';
import { pictureBlob } from '../picture-file.js';

const MAX_ALT = 300;

class VhPictureField extends LitElement {
  static properties = {
    /** {image?, imageSize?, alt?} */
    picture: { attribute: false },
    /** Sends a blob to the hub; resolves to {id, width, height} */
    send: { attribute: false },
    /** What the picture belongs to, for screen readers */
    of: {},
    name: {},
    error: {},
    busy: { state: true },
    problem: { state: true },
    /** Whether it needs no text, because its name is beside it */
    decorative: { type: Boolean },
    over: { state: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .box {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        padding: var(--s2);
        border: 1px dashed var(--edge);
        border-radius: var(--radius-s);
      }
      .over {
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      .choose {
        position: relative;
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        padding: 0 var(--s3);
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
        background: var(--card);
        font-weight: 600;
        cursor: pointer;
      }
      .choose:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      img {
        flex: none;
        width: 5.5rem;
        height: 4rem;
        border-radius: var(--radius-s);
        background: var(--sunken);
        object-fit: contain;
      }
      .alt {
        flex: 1 1 14rem;
        display: grid;
        gap: var(--s1);
        min-width: 0;
        font-size: var(--text-s);
        font-weight: 600;
      }
      .alt input {
        width: 100%;
      }
      [role='status']:empty {
        display: none;
      }
      [role='status'] {
        flex: 1 0 100%;
      }
    `,
  ];

  constructor() {
    super();
    this.picture = {};
    this.busy = this.over = false;
    this.problem = '';
  }

  render() {
    const { image, alt } = this.picture;
    const said = this.busy ? t('picture.sending') : this.problem || this.error || '';
    return html`<div
      class="box ${this.over ? 'over' : ''}"
      role="group"
      aria-label=${this.of}
      @dragover=${this.#dragOver}
      @dragleave=${() => (this.over = false)}
      @drop=${this.#drop}
      @paste=${(event) => this.takePasted(event)}
    >
      ${image
        ? html`<img src=${pictureUrl(image, true)} alt=${alt ?? ''} data-testid="${this.name}-shown" />
            ${this.decorative ? nothing : html`<label class="alt"
              >${t('picture.alt')}<input
                type="text"
                dir="auto"
                maxlength=${MAX_ALT}
                data-testid="${this.name}-alt"
                placeholder=${t('picture.alt-example')}
                .value=${alt ?? ''}
                @input=${(event) => this.#fire({ ...this.picture, alt: event.target.value })}
            /></label>`}`
        : nothing}
      <label class="choose">
        ${t(image ? 'picture.replace' : 'picture.choose')}<span class="unseen"> · ${this.of}</span>
        <input class="unseen" type="file" accept="image/*" data-testid="${this.name}-choose" ?disabled=${this.busy} @change=${this.#chosen} />
      </label>
      ${image
        ? html`<button type="button" class="quiet" data-testid="${this.name}-remove" @click=${() => this.#fire({})}>${t('picture.remove')}<span class="unseen"> · ${this.of}</span></button>`
        : html`<span class="small soft">${t('picture.paste')}</span>`}
      <span role="status" class=${this.busy ? 'small soft' : 'field-error'} data-testid="${this.name}-state">${said}</span>
    </div>`;
  }

  /** Takes a picture from the clipboard, if there is one. Returns whether there was. */
  takePasted(event) {
    const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (!file) return false;
    event.preventDefault();
    event.stopPropagation();
    this.#take(file);
    return true;
  }

  #dragOver = (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    this.over = true;
  };

  #drop = (event) => {
    this.over = false;
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    this.#take(file);
  };

  #chosen = (event) => {
    const [file] = event.target.files;
    // So that the same file can be chosen again after a refusal.
    event.target.value = '';
    if (file) this.#take(file);
  };

  async #take(file) {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      const { id, width, height } = await this.send(await pictureBlob(file));
      this.#fire({ image: id, imageSize: [width, height], alt: this.picture.alt });
      await this.updateComplete;
    } catch (e) {
      this.problem = problemText(e);
    } finally {
      this.busy = false;
    }
  }

  #fire(picture) {
    this.problem = '';
    this.dispatchEvent(new CustomEvent('vh-picture', { detail: picture }));
  }
}

customElements.define('vh-picture-field', VhPictureField);

/**
 * The looks of the room: accent, logo, light or dark. A colour is tried on this page while it is being chosen.
 * Fires `vh-room` with what the hub answers.
 * Hooks: data-testid="looks", "looks-accent", "looks-nearest", "looks-reset", "looks-mode", "looks-logo-…" (see picture-field), "looks-error".
 */
import { LitElement, css, html, nothing } from 'lit';
import { disclosureStyles } from './disclosure-styles.js';
import './picture-field.js';
import { applyTheme } from '../../components/room-theme.js';
import { shared } from '../../components/shared-styles.js';
import { problemText } from '../../hub/problem-text.js';
import { t } from '../../i18n/index.js';

const DEFAULT_ACCENT = '#0e5a52';
const MODES = ['auto', 'light', 'dark'];
const COLOUR = /#[0-9a-f]{6}$/;

class VhLooks extends LitElement {
  static properties = {
    /** The room's theme; undefined if it was never set */
    theme: { attribute: false },
    /** The calls to the hub, a PresenterApi */
    api: { attribute: false },
    nearest: { state: true },
    error: { state: true },
  };

  static styles = [
    shared,
    disclosureStyles,
    css`
      :host {
        display: block;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        min-height: var(--target);
        margin-bottom: var(--s2);
      }
      label {
        font-weight: 600;
      }
      input[type='color'] {
        width: 4rem;
        height: var(--target);
        padding: var(--s1);
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
        background: var(--card);
        cursor: pointer;
      }
      .swatch {
        display: inline-block;
        width: 1em;
        height: 1em;
        border-radius: 0.2em;
        vertical-align: -0.1em;
      }
    `,
  ];

  render() {
    const { accent, logo, logoSize, mode = 'auto' } = this.theme ?? {};
    return html`<details data-testid="looks">
      <summary>${t('looks.title')}</summary>
      <div class="line">
        <label for="accent">${t('looks.accent')}</label>
        <input
          id="accent"
          type="color"
          data-testid="looks-accent"
          .value=${accent ?? DEFAULT_ACCENT}
          @input=${(event) => this.#preview(event.target.value)}
          @change=${(event) => this.#change({ accent: event.target.value })}
        />
        ${accent ? html`<button type="button" class="quiet" data-testid="looks-reset" @click=${() => this.#change({ accent: null })}>${t('looks.reset')}</button>` : nothing}
      </div>
      <p class="field-error" role="alert" data-testid="looks-error">${this.error}</p>
      ${this.nearest
        ? html`<button type="button" data-testid="looks-nearest" @click=${() => this.#change({ ...this.refused, accent: this.nearest })}>${t('looks.nearest', { colour: this.nearest })}</button>`
        : nothing}
      <div class="line">
        <label for="mode">${t('looks.mode')}</label>
        <select id="mode" data-testid="looks-mode" @change=${(event) => this.#change({ mode: event.target.value })}>
          ${MODES.map((each) => html`<option value=${each} ?selected=${each === mode}>${t(`looks.mode.${each}`)}</option>`)}
        </select>
      </div>
      <vh-picture-field
        name="looks-logo"
        .of=${t('looks.logo')}
        .picture=${logo ? { image: logo, imageSize: logoSize } : {}}
        .send=${(blob) => this.api.addImage(blob)}
        .decorative=${true}
        @vh-picture=${({ detail: { image } }) => this.#change({ logo: image ?? null })}
      ></vh-picture-field>
    </details>`;
  }

  #preview(accent) {
    applyTheme({ ...this.theme, light: accent, dark: accent });
  }

  /** One after the other, so that the last choice stands. */
  #change(theme) {
    this.changes = (this.changes ?? Promise.resolve()).then(() => this.#send(theme));
  }

  async #send(theme) {
    this.error = this.nearest = '';
    try {
      this.dispatchEvent(new CustomEvent('vh-room', { detail: await this.api.updateRoom({ theme }) }));
    } catch (error) {
      const refused = error.errors?.find(({ pointer }) => pointer === '/theme/accent');
      this.refused = theme;
      this.nearest = COLOUR.exec(refused?.detail ?? '')?.[0] ?? '';
      this.error = this.nearest ? t('looks.unreadable') : problemText(error);
      applyTheme({ ...this.theme });
      this.renderRoot.querySelector('#accent').value = this.theme?.accent ?? DEFAULT_ACCENT;
    }
  }
}

customElements.define('vh-looks', VhLooks);

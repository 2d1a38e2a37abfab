/**
 * A small preview of the big screen: the page itself in a frame, scaled from a window of 1280 x 720. It cannot be used, and what it shows is
 * also written beside it.
 * Hooks: data-testid="screen-picture".
 */
import { LitElement, css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { vars } from '../../components/css-vars.js';

const WIDTH_PX = 1280;

class VhScreenPicture extends LitElement {
  static properties = { code: {}, width: { state: true } };

  static styles = css`
    :host {
      display: block;
    }
    div {
      position: relative;
      aspect-ratio: 16 / 9;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--radius-s);
      background: var(--sunken);
    }
    iframe {
      position: absolute;
      top: 0;
      left: 0;
      width: 1280px;
      height: 720px;
      border: 0;
      transform: scale(var(--scale));
      transform-origin: 0 0;
      pointer-events: none;
    }
  `;

  #sizes = new ResizeObserver(([{ contentRect }]) => (this.width = contentRect.width));

  connectedCallback() {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  render() {
    return html`<div ${vars({ scale: (this.width ?? 0) / WIDTH_PX })}>
      <iframe inert tabindex="-1" data-testid="screen-picture" src="/screen/${this.code}?picture" title=${t('share.picture')}></iframe>
    </div>`;
  }
}

customElements.define('vh-screen-picture', VhScreenPicture);

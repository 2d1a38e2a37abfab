/** Icons of the presenter's page: line drawings in the colour of the text, hidden from screen readers. */
import { css, html, svg } from 'lit';

const icon = (lines, kind = '') => html`<svg class="icon ${kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${lines}</svg>`;

/** The styles of the icons, for components that use them. */
export const iconStyles = css`
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .dots {
    stroke-width: 3;
  }
  /* What points back or on follows the direction of the page. */
  .directed:dir(rtl) {
    transform: scaleX(-1);
  }
`;

export const icons = {
  plus: icon(svg`<path d="M12 5v14M5 12h14" />`),
  list: icon(svg`<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />`, 'directed'),
  back: icon(svg`<path d="M15 5l-7 7 7 7" />`, 'directed'),
  on: icon(svg`<path d="M9 5l7 7-7 7" />`, 'directed'),
  pause: icon(svg`<path d="M8.5 5v14M15.5 5v14" />`),
  play: icon(svg`<path d="M8 5l11 7-11 7z" />`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  eye: icon(svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" /><circle cx="12" cy="12" r="3" />`),
  eyeOff: icon(svg`<path d="M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.7 3.4M6 7.6A15 15 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 3.6-.8M10 10a3 3 0 0 0 4 4.2" />`),
  again: icon(svg`<path d="M4 12a8 8 0 1 0 2.6-5.9M4 4v4.5h4.5" />`),
  rounds: icon(svg`<path d="M4 8.5h13.5M14 5l3.5 3.5L14 12M20 15.5H6.5M10 12l-3.5 3.5L10 19" />`),
  talk: icon(svg`<path d="M4 5h11v8H9l-3 3v-3H4zM17.5 9H20v8h-1.5v3l-3-3H11v-1.5" />`),
  edit: icon(svg`<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20zM14 6.5l3.5 3.5" />`),
  copy: icon(svg`<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2" /><path d="M15.5 5.5V5a1.5 1.5 0 0 0-1.5-1.5H5A1.5 1.5 0 0 0 3.5 5v9A1.5 1.5 0 0 0 5 15.5h.5" />`),
  file: icon(svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14" />`),
  more: icon(svg`<path class="dots" d="M6 12h.01M12 12h.01M18 12h.01" />`),
  bin: icon(svg`<path d="M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5" />`),
  empty: icon(svg`<path d="M5 5h14v14H5zM9 9l6 6M15 9l-6 6" />`),
  screen: icon(svg`<rect x="3" y="4.5" width="18" height="12" rx="1.5" /><path d="M8.5 20h7M12 16.5V20" />`),
};

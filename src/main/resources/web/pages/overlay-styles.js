import { css } from 'lit';

/** The styles of the big screen over a video: a card at the foot, with a transparent background. */
export const overlayStyles = css`
  :host([overlay]) {
    --u: calc(1vh * var(--scale, 1));
  }
  :host([overlay][top]) .poll {
    inset: 0 0 auto;
  }
  :host([overlay][top]) .lobby {
    inset: 0 auto auto 0;
  }
  :host([overlay]) .blank {
    background: transparent;
  }
  :host([overlay]) .poll {
    position: fixed;
    inset: auto 0 0;
    gap: calc(var(--u) * 1) calc(var(--u) * 4);
    grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr) auto;
    height: min(calc(48vh * var(--scale, 1)), calc(100vh - var(--u) * 6));
    min-height: 0;
    margin: calc(var(--u) * 3);
    padding: calc(var(--u) * 3);
    border-radius: calc(var(--u) * 2);
    background: var(--paper);
    box-shadow: 0 calc(var(--u) * 1) calc(var(--u) * 5) rgb(0 0 0 / 35%);
  }
  :host([overlay]) h1 {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    font-size: calc(var(--u) * 4.45);
  }
  :host([overlay]) h1.longest {
    font-size: calc(var(--u) * 3.2);
  }
  :host([overlay]) aside {
    --side: calc(var(--u) * 24);
    gap: calc(var(--u) * 1);
    width: var(--side);
  }
  :host([overlay]) .side .qr {
    width: calc(var(--u) * 17.5);
    margin-bottom: calc(var(--u) * 0.5);
  }
  :host([overlay]) .at,
  :host([overlay]) .address {
    display: none;
  }
  :host([overlay]) .code {
    font-size: calc(var(--u) * 5);
  }
  :host([overlay]) vh-countdown {
    --ring: calc(var(--u) * 8);
  }
  :host([overlay]) dl {
    padding-top: calc(var(--u) * 0.5);
  }
  :host([overlay]) dl {
    grid-template-columns: 1fr 1fr;
    --figure: min(calc(var(--u) * 5), calc(var(--side) / 2 / var(--digits) / 0.75));
  }
  :host([overlay]) dt {
    font-size: calc(var(--u) * 1.7);
  }
  :host([overlay]) .lobby {
    position: fixed;
    inset: auto auto 0 0;
    height: auto;
    min-height: 0;
    margin: calc(var(--u) * 3);
    padding: calc(var(--u) * 3);
    border-radius: calc(var(--u) * 2);
    background: var(--paper);
  }
  :host([overlay]) .lobby h1,
  :host([overlay]) .soon {
    display: none;
  }
  :host([overlay]) .huge {
    flex-direction: column;
    gap: var(--u);
    text-align: center;
  }
  :host([overlay]) .huge .qr {
    width: calc(var(--u) * 22);
  }
  :host([overlay]) .huge .code {
    font-size: calc(var(--u) * 6);
  }
`;

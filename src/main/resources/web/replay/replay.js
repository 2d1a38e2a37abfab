/**
 * On the big screen: how the result of a closed poll came about, with a button that pauses and a handle to drag. Space plays and pauses, arrow keys
 * move the handle. Begins paused at the end for those who want less motion. Only with the presenter's key, which the hub asks for.
 *
 * Fires `vh-frame` {ballots} when another number of votes is shown.
 *
 * Hooks: data-testid="replay" with data-ms and data-playing, "replay-play", "replay-handle", "replay-failed".
 */
import { LitElement, css, html } from 'lit';
import '../i18n/replay.js';
import { shared } from '../components/shared-styles.js';
import { formatLongLeft } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { methods } from '../methods/index.js';
import { roundsResultOf } from '../methods/rounds-result.js';
import { ChangeController } from '../hub/change-controller.js';
import { advanced, frameAt, readFrames } from './frames.js';

const TICK_MS = 100;
const STEPS = 200;

class VhReplay extends LitElement {
  static properties = {
    poll: { attribute: false },
    code: {},
    token: { attribute: false },
    /** the settings of the big screen; see screen/view-controller.js */
    view: { attribute: false },
    at: { state: true },
    playing: { state: true },
    failed: { state: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        gap: calc(var(--u, 1vh) * 2);
        height: 100%;
        min-height: 0;
      }
      .chart {
        min-height: 0;
      }
      .controls {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: calc(var(--u, 1vh) * 2);
        font-size: max(1rem, calc(var(--u, 1vh) * 2.2));
        font-variant-numeric: tabular-nums;
      }
      button {
        min-width: 7em;
        font-size: inherit;
      }
      input {
        width: 100%;
        height: max(var(--target), calc(var(--u, 1vh) * 4));
        accent-color: var(--accent);
      }
    `,
  ];

  #frames = [];
  #asked = '';
  #controller = null;
  #timer = null;
  #tickedAt = 0;
  #told = null;

  constructor() {
    super();
    this.at = 0;
    new ChangeController(this, methods);
    this.addEventListener('keydown', this.#onKeyDown);
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onPageKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onPageKey);
    this.#controller?.abort();
    this.#asked = '';
    this.#pause();
  }

  willUpdate() {
    const key = this.poll && `${this.poll.id} ${this.poll.rev}`;
    if (!key || key === this.#asked) return;
    this.#asked = key;
    this.#load();
  }

  async #load() {
    this.#controller?.abort();
    this.#controller = new AbortController();
    const frames = [];
    this.#frames = frames;
    this.failed = false;
    this.at = 0;
    this.#pause();
    try {
      const path = `/api/v1/rooms/${encodeURIComponent(this.code)}/polls/${encodeURIComponent(this.poll.id)}/replay`;
      const response = await fetch(path, { headers: { Authorization: `Bearer ${this.token}` }, signal: this.#controller.signal, cache: 'no-store' });
      if (!response.ok) throw new Error(String(response.status));
      await readFrames(response.body, (frame) => frames.push(frame));
      if (!frames.at(-1)?.final) throw new Error('cut off');
      if (frames !== this.#frames || !this.isConnected) return;
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.at = frames.at(-1).ms;
      else this.#play();
      this.requestUpdate();
    } catch (error) {
      if (error.name !== 'AbortError' && frames === this.#frames) this.failed = true;
    }
  }

  updated() {
    const ballots = frameAt(this.#frames, this.at)?.ballots ?? 0;
    if (ballots === this.#told) return;
    this.#told = ballots;
    this.dispatchEvent(new CustomEvent('vh-frame', { detail: { ballots } }));
  }

  get #lastMs() {
    return this.#frames.at(-1)?.ms ?? 0;
  }

  render() {
    if (this.failed) return html`<p data-testid="replay-failed">${t('replay.failed')}</p>`;
    const frame = frameAt(this.#frames, this.at);
    const tally = frame ? { type: 'tally', poll: this.poll.id, rev: 0, ...frame } : null;
    const time = t('replay.time', { at: formatLongLeft(this.at), of: formatLongLeft(this.#lastMs) });
    const ready = this.#frames.at(-1)?.final;
    return html`<div class="chart">${ready ? roundsResultOf(this.poll).show(this.poll, tally, { fit: { ...this.view, final: Boolean(frame?.final) } }) : ''}</div>
      <div class="controls" data-testid="replay" data-ms=${Math.round(this.at)} data-playing=${Boolean(this.playing)} data-ballots=${frame?.ballots ?? 0}>
        <button data-testid="replay-play" aria-disabled=${!ready} @click=${() => ready && this.#toggle()}>${t(this.playing ? 'replay.pause' : 'replay.play')}</button>
        <input
          type="range"
          data-testid="replay-handle"
          aria-label=${t('replay.at')}
          aria-valuetext=${time}
          min="0"
          max=${this.#lastMs || 1}
          step=${Math.max(1, Math.round(this.#lastMs / STEPS))}
          .value=${String(Math.round(this.at))}
          @input=${({ target }) => this.#moveTo(Number(target.value))}
        />
        <span>${time}</span>
      </div>`;
  }

  #moveTo(ms) {
    this.#pause();
    // The last step of the handle may end before the last frame.
    this.at = this.#lastMs - ms < this.#lastMs / STEPS ? this.#lastMs : ms;
  }

  #toggle() {
    if (this.playing) this.#pause();
    else this.#play();
  }

  #play() {
    if (this.at >= this.#lastMs) this.at = 0;
    this.playing = true;
    this.#tickedAt = performance.now();
    this.#timer ??= setInterval(this.#tick, TICK_MS);
  }

  #pause() {
    this.playing = false;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick = () => {
    const now = performance.now();
    this.at = advanced(this.at, now - this.#tickedAt, this.#frames);
    this.#tickedAt = now;
    if (this.at >= this.#lastMs) this.#pause();
  };

  /** Keys that move the handle do not turn the pages of the screen. */
  #onKeyDown = (event) => {
    if (event.key.startsWith('Arrow')) event.stopPropagation();
  };

  #onPageKey = (event) => {
    if (event.key !== ' ' || event.repeat || event.composedPath().some((each) => each.localName === 'button')) return;
    event.preventDefault();
    if (this.#frames.at(-1)?.final) this.#toggle();
  };
}

customElements.define('vh-replay', VhReplay);

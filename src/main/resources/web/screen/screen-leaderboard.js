/**
 * The leaderboard on the big screen: the ten best, and the teams, if there are any. Rows slide calmly to their new place.
 * Hooks: data-testid="leaderboard" with data-rev, "leader" with data-rank and data-points,
 * "team" with data-rank and data-points.
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { hue, vars } from '../components/css-vars.js';
import { shared } from '../components/shared-styles.js';
import { formatNumber } from '../i18n/format.js';
import { loadTexts, t } from '../i18n/index.js';

const MOVE_MS = 700;
/** Fewer rows are as high as those of a full table of so many, so that a short table does not look swollen. */
const LEAST_ROWS = 6;
const LEAST_TEAMS = 4;

/** Names that people chose are unique; those of players without a name may not be. */
const keyOf = (rows) => (row, i) => (rows.findIndex(({ name }) => name === row.name) === i ? row.name : `${row.name} ${i}`);

/** Letters above which a name takes two lines. */
const LONG_NAME = 14;

class VhScreenLeaderboard extends LitElement {
  static properties = { board: { attribute: false }, teams: { attribute: false }, ready: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: block;
        height: 100%;
        font-variant-numeric: tabular-nums;
      }
      .boards {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: calc(var(--u) * 5);
        height: 100%;
      }
      .both {
        grid-template-columns: minmax(0, 11fr) minmax(0, 8fr);
      }
      section {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      h2 {
        margin-bottom: calc(var(--u) * 1);
        color: var(--ink-soft);
        font: 600 calc(var(--u) * 2.6) / 1.2 var(--sans);
      }
      ol {
        display: grid;
        grid-template-rows: repeat(var(--rows), minmax(0, 1fr));
        flex: 1;
        min-height: 0;
        max-height: calc(var(--rows) * var(--u) * 9);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 2.2em minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.6em;
        min-height: 0;
        border-top: 1px solid var(--line);
        font-size: min(calc(var(--u) * 3.9), calc(var(--u) * 36 / var(--rows)));
        line-height: 1.15;
      }
      .teams ol {
        max-height: calc(var(--rows) * var(--u) * 12);
      }
      .teams li {
        align-content: center;
        font-size: min(calc(var(--u) * 3.4), calc(var(--u) * 30 / var(--rows)));
        grid-template-rows: auto auto;
        gap: 0.3em 0.6em;
      }
      .teams .rank {
        grid-row: 1 / 3;
      }
      .teams .name bdi {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        font-size: 0.85em;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .rank {
        display: grid;
        place-items: center;
        width: 1.75em;
        height: 1.75em;
        border-radius: 50%;
        color: var(--ink-soft);
        font-weight: 700;
      }
      .first .rank {
        background: var(--accent);
        color: var(--on-accent);
      }
      .second .rank,
      .third .rank {
        box-shadow: inset 0 0 0 0.1em var(--accent);
        color: var(--ink);
      }
      .name {
        display: flex;
        align-items: center;
        gap: 0.45em;
        min-width: 0;
        font-weight: 600;
      }
      .name bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      /* Two smaller lines rather than a cut name. */
      .name bdi.long {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        font-size: 0.8em;
        line-height: 1.1;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .first .name {
        font-weight: 750;
      }
      .dot {
        flex: none;
        width: 0.7em;
        height: 0.7em;
        border-radius: 50%;
        background: var(--hue);
        forced-color-adjust: none;
      }
      .tag {
        flex: none;
        max-width: 40%;
        overflow: hidden;
        color: var(--ink-soft);
        font-size: 0.62em;
        font-weight: 500;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .points {
        font-weight: 700;
        text-align: end;
      }
      .bar {
        grid-column: 2 / 4;
        align-self: start;
        height: 0.26em;
        border-radius: 0.14em;
        background: var(--hue);
        forced-color-adjust: none;
        transform: scaleX(var(--share));
        transform-origin: left;
        transition: transform 700ms cubic-bezier(0.2, 0.7, 0.2, 1);
      }
      .bar:dir(rtl) {
        transform-origin: right;
      }
      .none {
        align-self: center;
        margin: auto;
        color: var(--ink-soft);
        font-size: calc(var(--u) * 4);
      }
      @media (prefers-reduced-motion: reduce) {
        .bar {
          transition: none;
        }
      }
      @media (max-aspect-ratio: 1/1) {
        .both {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  #tops = new Map();

  connectedCallback() {
    super.connectedCallback();
    loadTexts('quiz').then(() => (this.ready = true));
  }

  willUpdate() {
    this.#tops = new Map([...this.renderRoot?.querySelectorAll('li[data-key]') ?? []].map((row) => [row.dataset.key, row.offsetTop]));
  }

  /** Rows begin where they were, and slide to where they are. */
  updated() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const row of this.renderRoot.querySelectorAll('li[data-key]')) {
      const before = this.#tops.get(row.dataset.key);
      if (before === undefined || before === row.offsetTop) continue;
      row.animate([{ transform: `translateY(${before - row.offsetTop}px)` }, { transform: 'none' }], { duration: MOVE_MS, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' });
    }
  }

  render() {
    if (!this.ready) return nothing;
    const { top = [], teams = [], rev } = this.board ?? {};
    if (!top.length) return html`<div class="boards"><p class="none" data-testid="leaderboard" data-rev=${rev ?? 0}>${t('quiz.nobody')}</p></div>`;
    const best = Math.max(1, ...teams.map(({ points }) => points));
    return html`<div class="boards ${teams.length ? 'both' : ''}" data-testid="leaderboard" data-rev=${rev}>
      <section aria-label=${t('quiz.leaderboard')}>
        ${teams.length ? html`<h2>${t('quiz.players', { n: this.board.of ?? top.length })}</h2>` : nothing}
        <ol ${vars({ rows: Math.max(LEAST_ROWS, top.length) })}>
          ${repeat(top, keyOf(top), (row) => this.#player(row))}
        </ol>
      </section>
      ${teams.length
        ? html`<section class="teams" aria-label=${t('quiz.teams')}>
            <h2>${t('quiz.teams')}</h2>
            <ol ${vars({ rows: Math.max(LEAST_TEAMS, teams.length) })}>
              ${repeat(teams, ({ id }) => id, (row) => this.#team(row, best))}
            </ol>
          </section>`
        : nothing}
    </div>`;
  }

  #player({ rank, name, points, team }) {
    const of = this.teams?.find(({ id }) => id === team);
    return html`<li class=${['', 'first', 'second', 'third'][rank] ?? ''} data-key="p ${name}" data-testid="leader" data-rank=${rank} data-points=${points} ${vars(hue((of?.color ?? 1) - 1))}>
      <span class="rank">${formatNumber(rank)}</span>
      <span class="name">${of ? html`<i class="dot" aria-hidden="true"></i>` : nothing}<bdi class=${[...name].length > LONG_NAME ? 'long' : ''}>${name}</bdi>${of ? html`<span class="tag"><bdi>${of.name}</bdi></span>` : nothing}</span>
      <span class="points">${formatNumber(points)}</span>
    </li>`;
  }

  #team({ id, rank, points }, best) {
    const of = this.teams?.find((each) => each.id === id);
    return html`<li class=${rank === 1 ? 'first' : ''} data-key="t ${id}" data-testid="team" data-rank=${rank} data-points=${points} ${vars({ ...hue((of?.color ?? 1) - 1), share: Math.max(0.02, points / best) })}>
      <span class="rank">${formatNumber(rank)}</span>
      <span class="name"><i class="dot" aria-hidden="true"></i><bdi>${of?.name ?? id}</bdi></span>
      <span class="points">${formatNumber(Math.round(points))}</span>
      <i class="bar" aria-hidden="true"></i>
    </li>`;
  }
}

customElements.define('vh-screen-leaderboard', VhScreenLeaderboard);

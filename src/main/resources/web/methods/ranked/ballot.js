/**
 * Ranking: one list, with the ranked options in order at the top and the others below a line. An option is ranked by a tap, by dragging its
 * handle (mouse or finger), by buttons, or by the arrow keys on its handle; moving it down from the last place removes it. If the count
 * allows ties, "=" shares the place above. Every move is announced to screen readers.
 *
 * Hooks: data-testid="rank-ID" (the row; data-place, from 1, empty when not ranked), "rank-handle-ID", "rank-up-ID", "rank-down-ID",
 * "rank-tie-ID", "rank-said" (the live region).
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { letter } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { directionOf } from '../../i18n/text-direction.js';
import { PREVENT_TOUCH_SCROLL, DragSort } from './drag-sort.js';
import { hue, vars } from '../../components/css-vars.js';
import { optionPicture } from '../../components/pictures.js';
import { DraftBallot, hintWithChangeRule } from '../draft-ballot.js';
import { rankedStyles } from './ballot-styles.js';
import { append, moveDown, moveToRow, fromBallot, placeOf, rankingRows, toggleTie, toBallot, moveUp, without } from './ranking.js';

/** Counts that allow options to share a place. */
const WITH_TIES = new Set(['borda', 'schulze', 'rankedpairs']);
const SLIDE_MS = 200;

/** A draft is a list of places: see ranking.js. */
class VhRanked extends DraftBallot {
  static properties = { said: { state: true } };
  static styles = [DraftBallot.styles, rankedStyles];

  #sort = new DragSort(
    () => [...this.renderRoot.querySelectorAll('.row')],
    (row, index) => this.#drop(row.dataset.id, index),
  );
  #focus = null;
  #before = null;

  draftFrom(ballot) {
    return fromBallot(ballot);
  }

  ballotOf(places) {
    return toBallot(places, this.poll.options, this.#ties);
  }

  problemOf(places) {
    return places.length ? '' : t('ranked.none');
  }

  noteFor(places) {
    const n = places.flat().length;
    const all = this.poll.options.length;
    return n < all ? t('ranked.some', { n, all }) : t('ranked.all');
  }

  describe(ballot) {
    return describe(this.poll, ballot);
  }

  get #ties() {
    return WITH_TIES.has(this.poll.settings?.count);
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    this.#before = this.hasUpdated ? this.#rowTops() : null;
  }

  updated(changed) {
    super.updated(changed);
    if (this.#focus) this.renderRoot.querySelector(this.#focus)?.focus({ preventScroll: true });
    this.#focus = null;
    this.#animateRows();
  }

  renderFields(places, locked) {
    const { options } = this.poll;
    const index = new Map(options.map(({ id }, i) => [id, i]));
    const all = rankingRows(places, options);
    const ranked = all.filter(({ place }) => place >= 0).length;
    const row = (each, at) => this.#row({ ...each, index: index.get(each.id), at, ranked, next: places.length + 1, locked });
    return html`<p id="how" class="unseen">${t('ranked.how')}</p>
      <ol class="options" dir=${directionOf(this.poll.options)}>
        ${ranked ? nothing : html`<li class="empty soft" dir="auto">${t('ranked.empty')}</li>`}
        ${repeat(
          [...all.slice(0, ranked), null, ...all.slice(ranked)],
          (each) => each?.id ?? '',
          (each, i) => (each ? row(each, i) : html`<li class="row line" ?hidden=${ranked === all.length}><span class="small soft">${t('ranked.rest')}</span></li>`),
        )}
      </ol>
      <p class="unseen" role="status" data-testid="rank-said">${this.said}</p>`;
  }

  #row({ id, place, first, index, at, ranked, next, locked }) {
    const option = this.poll.options[index];
    const isRanked = place >= 0;
    const shared = isRanked && this.value[place].length > 1;
    const symbol = isRanked ? `${place + 1}${shared ? '=' : ''}` : '';
    const where = isRanked ? t('ranked.place', { option: option.label, n: place + 1 }) : t('ranked.unranked', { option: option.label });
    const tool = (what, face, label, enabled, move) => html`<button
      class="tool ${what}"
      data-testid="rank-${what}-${id}"
      aria-label=${label}
      aria-disabled=${!enabled}
      @click=${(event) => {
        event.stopPropagation();
        if (enabled) this.#moveBy(move, id, `rank-${what}-${id}`);
      }}
    >
      ${face}
    </button>`;
    return html`<li
      class="row ${isRanked ? 'ranked' : 'rest'}"
      data-id=${id}
      data-testid="rank-${id}"
      data-place=${isRanked ? place + 1 : ''}
      ${vars(hue(index))}
      @click=${() => !isRanked && !locked && this.#moveBy(append, id)}
    >
      ${locked
        ? html`<span class="handle"><b>${symbol}</b></span>`
        : html`<button
            class="handle"
            data-testid="rank-handle-${id}"
            aria-label=${where}
            aria-describedby="how"
            @click=${(event) => this.#tapHandle(event, id, isRanked)}
            @pointerdown=${(event) => this.#sort.start(event, event.currentTarget.closest('.row'))}
            @touchmove=${PREVENT_TOUCH_SCROLL}
            @keydown=${(event) => this.#onKeyDown(event, id)}
          >
            <span class="grip" aria-hidden="true"></span><b>${symbol}</b>
          </button>`}
      <span class="letter" aria-hidden="true">${letter(index)}</span>
      ${optionPicture(option, 40)}
      <span class="label"><bdi>${option.label}</bdi></span>
      ${locked
        ? nothing
        : isRanked
          ? html`<span class="tools">
              ${this.#ties ? tool('tie', first || !shared ? '=' : '≠', t(first || !shared ? 'ranked.tie' : 'ranked.untie', { option: option.label }), place > 0 || !first, toggleTie) : nothing}
              ${tool('up', '↑', t('ranked.up', { option: option.label }), at > 0 || shared, moveUp)}
              ${tool('down', '↓', t(at === ranked - 1 && !shared ? 'ranked.out' : 'ranked.down', { option: option.label }), true, moveDown)}
            </span>`
          : html`<span class="tools">${tool('up', html`<span class="next">${next}</span>↑`, t('ranked.add', { option: option.label, n: next }), true, moveUp)}</span>`}
    </li>`;
  }

  /** Ranks an option below the others, or removes it; also called for its letter key. */
  choose(id) {
    this.#moveBy(placeOf(this.value, id) < 0 ? append : without, id);
  }

  // A drag ends with a click on the handle, which must be ignored.
  #tapHandle(event, id, isRanked) {
    event.stopPropagation();
    if (!isRanked && !this.#sort.dragging) this.#moveBy(append, id, `rank-handle-${id}`);
  }

  #onKeyDown(event, id) {
    const move = { ArrowUp: moveUp, ArrowDown: moveDown, Delete: without, Backspace: without }[event.key];
    if (!move) return;
    event.preventDefault();
    this.#moveBy(move, id, `rank-handle-${id}`);
  }

  #drop(id, index) {
    const line = rankingRows(without(this.value, id), this.poll.options).filter(({ id: each, place }) => each !== id && place >= 0).length;
    this.#apply(index > line ? without(this.value, id) : moveToRow(this.value, id, index), id);
  }

  /** @param {string} [focus] the test id of the focused element, because the focus is lost when a row moves */
  #moveBy(move, id, focus) {
    if (focus) this.#focus = `[data-testid="${focus}"]`;
    this.#apply(move(this.value, id), id);
  }

  #apply(places, id) {
    this.change(places);
    this.said = this.#announcement(places, id);
  }

  #announcement(places, id) {
    const option = this.poll.options.find((each) => each.id === id).label;
    const at = placeOf(places, id);
    if (at < 0) return t('ranked.said-out', { option });
    const others = places[at].filter((each) => each !== id).length;
    return t(others ? 'ranked.said-shared' : 'ranked.said', { option, n: at + 1, all: places.length });
  }

  #rowTops() {
    return new Map([...this.renderRoot.querySelectorAll('.row[data-id]')].map((row) => [row.dataset.id, row.getBoundingClientRect().top]));
  }

  /** Rows slide to their new places. */
  #animateRows() {
    const before = this.#before;
    this.#before = null;
    if (!before || this.#sort.dragging || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const row of this.renderRoot.querySelectorAll('.row[data-id]')) {
      const by = (before.get(row.dataset.id) ?? 0) - row.getBoundingClientRect().top;
      if (by && before.has(row.dataset.id)) {
        row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], { duration: SLIDE_MS, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' });
      }
    }
  }
}

customElements.define('vh-ranked', VhRanked);

function describe(poll, ballot) {
  const label = (id) => poll.options.find((option) => option.id === id)?.label ?? id;
  return fromBallot(ballot)
    .map((place, i) => `${i + 1}. ${place.map(label).join(' = ')}`)
    .join(', ');
}

export const control = {
  collapses: true,
  hint: ({ settings, ...poll }) => {
    const seats = settings?.count === 'stv' ? t('ranked.seats', { n: settings.seats ?? 1 }) : '';
    return hintWithChangeRule({ settings, ...poll }, `${t('ranked.hint')} ${seats}`.trim());
  },
  audience: (poll, tally, own) => html`<vh-ranked id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-ranked>`,
  describe,
};

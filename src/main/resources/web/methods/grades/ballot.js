/**
 * Grades (majority judgment): a row of named grades for each option, best first; on narrow screens a row wraps. An option that is not graded
 * gets the last grade, which the control says before and after voting.
 *
 * Hooks: data-testid="grade-ID-N" (the N-th grade of an option, from 0; data-chosen), "grades-ID" (its row; data-grade).
 */
import { css, html } from 'lit';
import { formatList } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { directionOf } from '../../i18n/text-direction.js';
import { vars } from '../../components/css-vars.js';
import { DraftBallot, hintWithChangeRule, renderOptionName } from '../draft-ballot.js';
import { gradeName } from './grade-names.js';

/** A draft is {option id: grade}. */
class VhGrades extends DraftBallot {
  static styles = [
    DraftBallot.styles,
    css`
      .grades {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, max(5.75rem, 100% / var(--columns) - var(--s2))), 1fr));
        gap: var(--s2);
      }
      .grade {
        --own: color-mix(in oklab, var(--hue-6) calc(var(--bad) * 100%), var(--hue-1));
        position: relative;
        display: grid;
        place-items: center;
        /* Two lines, because a name may wrap when it becomes bold. */
        min-height: 3.125rem;
        padding: var(--s1) 2px calc(var(--s1) + 6px);
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
        background: var(--paper);
        font-size: 0.875rem;
        line-height: 1.2;
        text-align: center;
        overflow: hidden;
        overflow-wrap: anywhere;
        hyphens: auto;
        cursor: pointer;
        touch-action: manipulation;
      }
      /* From good to bad in two hues that are safe for colour-blind people; the names say it, too. */
      .grade::after {
        content: '';
        position: absolute;
        inset: auto 0 0;
        height: 6px;
        background: var(--own);
        forced-color-adjust: none;
      }
      .grade.chosen {
        border-color: transparent;
        background: color-mix(in oklab, var(--own), var(--grade-depth));
        color: var(--on-grade);
        font-weight: 700;
      }
      .grade.chosen::after {
        background: none;
      }
      .grade:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      .locked .grade {
        cursor: default;
      }
      /* Its space is reserved, so that no label wraps and moves the controls when it appears. */
      .given .default {
        visibility: hidden;
      }
      .default {
        color: var(--ink-soft);
        font-size: var(--text-s);
        text-align: end;
      }
    `,
  ];

  draftFrom(ballot) {
    return ballot?.grades ?? {};
  }

  // Has a grade for every option, as the hub stores it: an option that is not graded gets the last grade.
  ballotOf(draft) {
    const last = gradesOf(this.poll).at(-1);
    return { grades: Object.fromEntries(this.poll.options.map(({ id }) => [id, draft[id] ?? last])) };
  }

  problemOf(draft) {
    return Object.keys(draft).length ? '' : t('grades.none');
  }

  noteFor(draft) {
    const rest = this.poll.options.filter(({ id }) => draft[id] === undefined).length;
    return rest ? t('grades.rest', { n: rest, grade: gradeName(gradesOf(this.poll).at(-1)) }) : t('grades.all');
  }

  describe(ballot) {
    return describe(this.poll, ballot);
  }

  renderFields(draft, locked) {
    return html`<ul class="options" dir=${directionOf(this.poll.options)}>
      ${this.poll.options.map((option, i) => html`<li>${this.#row(option, i, draft[option.id], locked)}</li>`)}
    </ul>`;
  }

  #row(option, i, given, locked) {
    const grades = gradesOf(this.poll);
    return html`<div class="option ${given === undefined ? '' : 'given'}">
      ${renderOptionName(option, i, `label-${i}`, html`<span class="default">${t('grades.not-graded')}</span>`)}
      <div
        class="grades ${locked ? 'locked' : ''}"
        role="radiogroup"
        aria-labelledby="label-${i}"
        data-testid="grades-${option.id}"
        data-grade=${given ?? ''}
        ${vars({ columns: grades.length })}
      >
        ${grades.map((grade, n) => this.#grade({ option, i, grade, n, of: grades.length, chosen: grade === given, locked }))}
      </div>
    </div>`;
  }

  #grade({ option, i, grade, n, of, chosen, locked }) {
    return html`<label class="grade ${chosen ? 'chosen' : ''}" data-testid="grade-${option.id}-${n}" data-chosen=${chosen} ${vars({ bad: n / (of - 1) })}>
      <input
        class="unseen"
        type="radio"
        name="grade-${i}"
        .checked=${chosen}
        ?disabled=${locked && !chosen}
        @change=${() => this.change({ ...this.value, [option.id]: grade })}
      />
      <span>${gradeName(grade)}</span>
    </label>`;
  }

  /** Chooses the next worse grade, and none after the last; called for the option's letter key. */
  choose(id) {
    const grades = gradesOf(this.poll);
    const { [id]: given, ...others } = this.value;
    const next = grades[grades.indexOf(given) + 1];
    this.change(next === undefined ? others : { ...others, [id]: next });
  }
}

customElements.define('vh-grades', VhGrades);

const USUAL = ['excellent', 'very-good', 'good', 'passable', 'poor', 'reject'];
const gradesOf = ({ settings }) => settings?.grades ?? USUAL;

function describe(poll, ballot) {
  const graded = poll.options.filter(({ id }) => ballot.grades?.[id] !== undefined);
  return formatList(graded.map(({ id, label }) => `${label}: ${gradeName(ballot.grades[id])}`));
}

export const control = {
  collapses: true,
  hint: (poll) => hintWithChangeRule(poll, t('grades.hint')),
  audience: (poll, tally, own) => html`<vh-grades id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-grades>`,
  describe,
};

/**
 * Templates of common polls, which fill the form with one tap. A template has the method, the question, the labels of the options ('' for
 * those that the presenter fills in), and the method's settings. To add one, add a line here, and its texts to i18n/present under
 * `template.NAME`, `.question`, and `.options` with one label per line. Uses no DOM.
 */
import { has, t } from '../i18n/index.js';

const TEMPLATES = [
  { name: 'yes-no', method: 'single' },
  { name: 'rating', method: 'score', settings: { min: 1, max: 5, rank: 'mean' } },
  { name: 'talk', method: 'grades' },
  { name: 'date', method: 'multiple', empty: 4 },
  { name: 'board', method: 'ranked', empty: 7, settings: { count: 'stv', seats: 5 } },
  { name: 'chair', method: 'ranked', empty: 3, settings: { count: 'irv' } },
  { name: 'budget', method: 'points', empty: 3, settings: { total: 100 } },
  { name: 'release', method: 'words', settings: { max: 3 } },
  { name: 'estimate', method: 'number', settings: { min: 0, step: 1 } },
  { name: 'ideas', method: 'text', settings: { maxLength: 280, moderated: true } },
];

/** All templates as {name, title, method, question, labels, settings}, in the presenter's language. */
export const templates = () =>
  TEMPLATES.map(({ name, method, empty = 2, settings = {} }) => ({
    name,
    title: t(`template.${name}`),
    method,
    question: t(`template.${name}.question`),
    labels: has(`template.${name}.options`) ? t(`template.${name}.options`).split('\n') : Array(empty).fill(''),
    settings,
  }));

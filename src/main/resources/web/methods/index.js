/**
 * The voting methods of the pages. A method consists of three modules, each loaded with import() when it is first needed, so that a phone
 * loads only what it shows. To add a method, add these modules, its name below, and its texts in i18n.
 *
 * `NAME/ballot.js`, the voter's control, exports `control`:
 *
 *   hint(poll)                   a line above the control
 *   audience(poll, tally, own)   renders the control of an open poll, with id="audience". It fires `vh-vote` {ballot}, and `vh-unsent`
 *                                {unsent} if its ballot is filled in before it is sent (see draft-ballot.js); its method
 *                                `choose(optionId)`, if it has one, serves letter keys. `own` is {counted, attempt}: see hub/ballots.js
 *   describe(poll, ballot)       a ballot as text
 *   collapses                    true if the control is replaced by a line once its ballot is sent
 *   renderResult(poll, tally, own)   only if the control shows the result of a closed poll itself, as cards with bars do. Without it, the
 *                                page shows the voter's ballot as text, and the chart
 *
 * `NAME/result.js`, the public result, exports `result`:
 *
 *   show(poll, tally, {fit})     renders the chart. With `fit`, on the big screen, it fills its box and must not scroll; without it, for the
 *                                presenter and phones from 360 px, it is as high as it needs. `tally` is null while the result is hidden:
 *                                then the options are shown, if there are any. `tally.ballots` may be 0. `fit` has the settings of
 *                                screen/view-controller.js
 *   table(poll, tally)           the same as {caption, head: [text], rows: [[text]]}, for `vh-result-table`
 *   summary(poll, tally)         the same in one sentence, for the live region; '' for none. `tally` may be null
 *
 * A result is rendered with each tally, at most ten times per second, and always from the whole of it.
 *
 * `NAME/editor.js`, the presenter's settings, exports `editor`:
 *
 *   options                      false if polls of this method have no options
 *   minOptions                   2 if one is too few
 *   settings                     the names of the method's own settings
 *   toValues(settings, poll)     the values of the form's fields from a poll's settings, if they differ
 *   toSettings(values)           the settings from the values, if they differ
 *   fields(values, optionCount, change, errorOf)   renders the fields; `change` takes {name: value}, undefined for an empty field, and
 *                                `errorOf('/settings/name')` is the hub's error for a field
 *
 * Its texts for the presenter are in i18n/present under `method.NAME`, `.when` and `.example`.
 */
import { loadTexts } from '../i18n/index.js';
import { ModuleLoader } from './module-loader.js';
// Nearly every result is built with it; by itself it would be one more request of each phone.
import './result-module.js';
import { withAbstentions } from './abstention.js';
import { result } from './option-counts.js';
import { unknownMethodControl, loadingControl, loadingResult } from './placeholders.js';
import { control } from './single/ballot.js';

/** In the order in which the editor lists them. */
export const METHODS = ['single', 'multiple', 'score', 'ranked', 'grades', 'points', 'number', 'words', 'text'];

/** Whose texts have a file of their own, because rankings are as much as a phone should load. */
const WITH_ANSWERS = ['score', 'grades', 'points', 'number', 'words', 'text'];
const texts = new Map();

async function loadOnce(file, suffix) {
  if (!texts.has(file)) texts.set(file, loadTexts(file, suffix));
  try {
    await texts.get(file);
  } catch (error) {
    texts.delete(file);
    throw error;
  }
}

/** The modules of methods. Fires `change` when one has been loaded. */
export const methods = new ModuleLoader(async (name, suffix) => {
  const files = WITH_ANSWERS.includes(name.split('/')[0]) ? ['methods', 'answers'] : ['methods'];
  const [module] = await Promise.all([import(`./${name}.js${suffix}`), ...files.map((file) => loadOnce(file, suffix))]);
  return module;
});

// Most polls are of this method, so it is part of the page.
methods.put('single/ballot', { control });
methods.put('single/result', { result });

const isKnown = ({ method }) => METHODS.includes(method);
const ballotModule = ({ method }) => `${method}/ballot`;

/** The control of a poll; a placeholder while it is being loaded. */
export const controlOf = (poll) => (isKnown(poll) ? (methods.get(ballotModule(poll))?.control ?? loadingControl(methods.failed(ballotModule(poll)))) : unknownMethodControl);

/** Whether the control of a poll is loaded or has failed to load. The first call starts loading it. */
export const isControlReady = (poll) => !isKnown(poll) || Boolean(methods.get(ballotModule(poll))) || methods.failed(ballotModule(poll));

/** The result module of a poll; a placeholder while it is being loaded. */
export const resultOf = (poll) => withAbstentions(methods.get(isKnown(poll) ? `${poll.method}/result` : 'generic/result')?.result ?? loadingResult);

/** The editor module of a method; null while it is being loaded. */
export const editorOf = (method) => methods.get(`${method}/editor`)?.editor ?? null;

/**
 * The voting methods the pages know. A method is three modules, each loaded with import() when it is first needed, so that a phone pays
 * for what it shows and nothing more. A new method is these modules, its name below, and its words in i18n.
 *
 * `NAME/ballot.js`, what a voter uses, exports `control`:
 *
 *   hint(poll)                   one line above the question
 *   audience(poll, tally, own)   the control of an open poll, with id="audience". It fires `vh-vote` {ballot}, and `vh-unsent`
 *                                {unsent} if a ballot is made before it is sent (see draft-ballot.js); its method
 *                                `choose(optionId)`, if it has one, serves letter keys. `own` is {counted, attempt}: see hub/ballots.js
 *   describe(poll, ballot)       a ballot in words
 *   folds                        true if the control gives way to a line once its ballot is sent
 *   read(poll, tally, own)       only if the control shows the result itself, as cards with bars do: the poll on a phone when it is closed.
 *                                Without it, the page shows the voter's ballot in words, and the result's `show`
 *
 * `NAME/result.js`, what everybody sees of the result, exports `result`:
 *
 *   show(poll, tally, {fit})     the picture: for the big screen with `fit`, where it fills the box it is given and nothing may scroll;
 *                                for the presenter and phones from 360 px without it, as high as it needs. `tally` is null while nobody
 *                                may see the result: then the options are shown, if there are any. `tally.ballots` may be 0
 *                                `fit` of the big screen is its view: pages, order, and what a page has room for; see screen/view-controller.js
 *   table(poll, tally)           the same as {caption, head: [words], rows: [[words]]}, for `vh-table-twin`
 *   summary(poll, tally)         the same in one sentence, for the live region; '' says nothing. `tally` may be null
 *
 * A result is drawn anew with each tally, at most ten times a second, and always from the whole of it.
 *
 * `NAME/editor.js`, what the presenter sets, exports `editor`:
 *
 *   options                      false if a poll of this method has no options
 *   leastOptions                 2 where one is too few
 *   settings                     the names of the method's own settings
 *   start(settings, poll)        the values of the form's fields, from the settings of a poll, if they are not the same
 *   sent(values)                 the settings of the values, if they are not the same
 *   fields(values, optionCount, change, errorOf)   the fields; `change` takes {name: value}, undefined for an empty field, and
 *                                `errorOf('/settings/name')` is the hub's word on a field
 *
 * Its words for the presenter stand in i18n/present under `method.NAME`, `.when` and `.example`.
 */
import { loadTexts } from '../i18n/index.js';
import { Modules } from './module-loader.js';
import { withAbstentions } from './abstention.js';
import { result } from './option-counts.js';
import { generic, loadingControl, loadingResult } from './placeholders.js';
import { control } from './single/ballot.js';

/** In the order in which a presenter is offered them. */
export const METHODS = ['single', 'multiple', 'score', 'ranked', 'grades', 'points', 'number', 'words', 'text'];

let texts = null;

/** The modules that are here, and those on their way. Fires `change` when one has come. */
export const methods = new Modules(async (name, suffix) => {
  texts ??= loadTexts('methods', suffix).catch((fault) => {
    texts = null;
    throw fault;
  });
  const [module] = await Promise.all([import(`./${name}.js${suffix}`), texts]);
  return module;
});

// One choice is what most polls ask, so phones have it before they need it.
methods.put('single/ballot', { control });
methods.put('single/result', { result });

const known = ({ method }) => METHODS.includes(method);
const ballotOf = ({ method }) => `${method}/ballot`;

/** What voters of a poll use; a place for it while it is on its way. */
export const controlOf = (poll) => (known(poll) ? (methods.get(ballotOf(poll))?.control ?? loadingControl(methods.failed(ballotOf(poll)))) : generic);

/** Whether what voters of a poll use is here, or is not to be waited for. The first question loads it. */
export const ready = (poll) => !known(poll) || Boolean(methods.get(ballotOf(poll))) || methods.failed(ballotOf(poll));

/** What is seen of a poll's result. */
export const resultOf = (poll) => withAbstentions(methods.get(known(poll) ? `${poll.method}/result` : 'generic/result')?.result ?? loadingResult);

/** The presenter's fields; null while they are on their way. */
export const editorOf = (method) => methods.get(`${method}/editor`)?.editor ?? null;

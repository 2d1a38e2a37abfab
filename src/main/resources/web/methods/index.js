/**
 * The voting methods the pages know. A new one is one module and one line here. A module exports:
 *
 *   name, settings                        the method's name, and the names of its own settings
 *   hint(poll)                            one line above the options, for voters
 *   audience(poll, tally, own)            the control a voter uses; fires `vh-vote` {ballot}; `choose(optionId)` serves letter keys
 *   read(poll, tally, own)                the poll on a phone when it is closed
 *   result(poll, tally, {fit})            the big picture, for presenter and screen
 *   table(poll, tally), summary(poll, tally)   the same in a table, and in a sentence
 *   describe(poll, ballot)                a ballot in words
 *   editor(settings, optionCount, change, errorOf)   the presenter's extra fields
 *
 * Its words stand in i18n under `method.NAME`, `.when` and `.example`.
 */
import { generic } from './generic.js';
import { multiple } from './multiple.js';
import { single } from './single.js';

export const METHODS = new Map([single, multiple].map((method) => [method.name, method]));

/** The module for a poll; one that shows a plain table if there is none. */
export const methodOf = (poll) => METHODS.get(poll.method) ?? generic;

/** What few voters need, loaded when it is needed. */
import { ModuleLoader } from '../methods/module-loader.js';

/** Modules by their paths from here. Fires `change` when one has been loaded. */
export const rareParts = new ModuleLoader((name, suffix) => import(`./${name}.js${suffix}`));

/** Why a vote was not counted, as text for the voter; empty while that text is being loaded. */
export const refusalText = (attempt) => rareParts.get('refusal')?.refusalText(attempt) ?? '';

/** What became of a vote whose poll was removed; empty while that text is being loaded. */
export const lostVoteText = (lost) => rareParts.get('refusal')?.lostVoteText(lost) ?? '';

/** Loads the texts beside the roots of seals and of the hub's log. */
import { loadTexts } from './index.js';

await loadTexts('roots');

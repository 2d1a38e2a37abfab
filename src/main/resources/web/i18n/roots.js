/** Loads the text beside the root of the hub's log. */
import { loadTexts } from './index.js';

await loadTexts('roots');

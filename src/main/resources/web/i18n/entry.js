/** Loads the texts of what a room asks new voters for. */
import { loadTexts } from './index.js';

await loadTexts('entry');

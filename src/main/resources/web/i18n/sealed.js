/** Loads the texts about the seal of a poll. */
import { loadTexts } from './index.js';

await loadTexts('sealed');

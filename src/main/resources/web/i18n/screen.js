/** Loads the texts of the big screen. */
import { loadTexts } from './index.js';

await loadTexts('screen');

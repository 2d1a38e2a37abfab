/** Loads the texts of the running order. */
import { loadTexts } from './index.js';

await loadTexts('present-agenda');

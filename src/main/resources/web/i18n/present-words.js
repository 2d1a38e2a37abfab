/** Loads the texts of the rules for unwanted words. */
import { loadTexts } from './index.js';

await loadTexts('present-words');

/** Loads the texts of the page through which slides lead a room. */
import { loadTexts } from './index.js';

await loadTexts('deck');

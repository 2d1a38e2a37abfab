/** Loads the texts of the notice that a room cannot be entered. */
import { loadTexts } from './index.js';

await loadTexts('gone');

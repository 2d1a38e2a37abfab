/** Loads the texts of questions that are asked twice. */
import { loadTexts } from './index.js';

await loadTexts('rounds');

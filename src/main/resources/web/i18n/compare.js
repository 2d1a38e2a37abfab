/** Loads the texts of comparisons of rules. */
import { loadTexts } from './index.js';

await loadTexts('compare');

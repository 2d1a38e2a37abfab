/** Loads the texts of the page that verifies proofs. */
import { loadTexts } from './index.js';

await loadTexts('verify');

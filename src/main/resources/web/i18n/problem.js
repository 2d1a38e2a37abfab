/** Loads the texts of errors of the API. */
import { loadTexts } from './index.js';

await loadTexts('problem');

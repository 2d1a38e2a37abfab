/** Loads the texts of the presenter's page. */
import { loadTexts } from './index.js';

await loadTexts('present');

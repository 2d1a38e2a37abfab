/** Loads the texts of reports and pictures of results. */
import { loadTexts } from './index.js';

await loadTexts('report');

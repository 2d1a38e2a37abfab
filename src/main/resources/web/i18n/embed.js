/** Loads the texts of the pages in frames of other sites. */
import { loadTexts } from './index.js';

await loadTexts('embed');

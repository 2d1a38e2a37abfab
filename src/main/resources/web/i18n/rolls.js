/** Loads the texts of the page of voter rolls. */
import { loadTexts } from './index.js';

await loadTexts('rolls');

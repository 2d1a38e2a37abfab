/** Loads the texts of what tells voters by push. */
import { loadTexts } from './index.js';

await loadTexts('push');

/** Loads the texts of webhooks, for those who lead. */
import { loadTexts } from './index.js';

await loadTexts('present-webhooks');

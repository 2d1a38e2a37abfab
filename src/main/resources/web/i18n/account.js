/** Loads the texts of the account pages. */
import { loadTexts } from './index.js';

await loadTexts('account');

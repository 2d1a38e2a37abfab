/** Loads the texts of the account pages. */
// First, because some texts here replace those.
import './problem.js';
import { loadTexts } from './index.js';

await loadTexts('account');

/** Loads the texts of the operators' pages, and those of accounts, which they share. */
// First, because some texts here replace those.
import './problem.js';
import { loadTexts } from './index.js';

await Promise.all([loadTexts('account'), loadTexts('admin')]);

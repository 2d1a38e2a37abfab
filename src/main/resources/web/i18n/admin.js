/** Loads the texts of the operators' pages, and those of accounts, which they share. */
import { loadTexts } from './index.js';

await Promise.all([loadTexts('account'), loadTexts('admin')]);

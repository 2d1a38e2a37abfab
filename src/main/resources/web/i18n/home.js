/** Loads the texts of the home page. */
import { loadTexts } from './index.js';

await loadTexts('home');

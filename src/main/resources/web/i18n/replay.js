/** Loads the texts of replays. */
import { loadTexts } from './index.js';

await loadTexts('replay');

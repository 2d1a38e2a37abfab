/** Loads the texts about showing a room elsewhere. */
import { loadTexts } from './index.js';

await loadTexts('elsewhere');

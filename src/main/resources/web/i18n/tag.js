/** Loads the texts of a ballot whose tag is wrong. */
import { loadTexts } from './index.js';

await loadTexts('tag');

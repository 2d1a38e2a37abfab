/** Waits for the words of the presenter's page. */
import { more } from './index.js';

await more('present');

/** Waits for the words of the home page. */
import { more } from './index.js';

await more('home');

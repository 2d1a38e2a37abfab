/** Several choices: counted and shown as one choice is. */
export { result } from '../option-counts.js';

/** Multiple choice has the same result as single choice. */
export { result } from '../option-counts.js';

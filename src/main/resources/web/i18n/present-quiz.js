/** Loads the texts of quizzes for those who lead. */
import { loadTexts } from './index.js';

await loadTexts('present-quiz');

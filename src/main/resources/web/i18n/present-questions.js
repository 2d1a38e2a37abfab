/** Loads the texts of questions from the floor for those who lead or moderate. */
import { loadTexts } from './index.js';

await Promise.all([loadTexts('questions'), loadTexts('present-questions')]);

/**
 * Scores the answers of a quiz: what a ballot is worth, the scores of a poll as they are kept, and
 * the leaderboard as their sum. Pure functions, without clocks, stores and networks. Imports {@code
 * poll}, {@code method} and {@code json}.
 */
package io.votehub.quiz;

/**
 * Backups: one file format for every engine, how a store is written to it while people vote, how it
 * is checked, and how it becomes a store again. May import {@code files}, {@code poll}, {@code
 * method}, {@code json} and {@code store}.
 */
package io.votehub.backup;

/**
 * Backups: one file format for every store, writing it while people vote, verifying it, and
 * restoring it. May import {@code files}, {@code poll}, {@code method}, {@code question}, {@code
 * json} and {@code store}.
 */
package io.votehub.backup;

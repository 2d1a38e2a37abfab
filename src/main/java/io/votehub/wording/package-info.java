/**
 * Words that nobody wants on the wall: the lists of {@code naughty-words}, how texts are searched
 * for them, and what becomes of what an audience writes. Imports nothing but {@code poll}, {@code
 * method} and {@code json}.
 */
package io.votehub.wording;

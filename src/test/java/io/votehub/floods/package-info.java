/** Floods that try to exhaust the hub's memory, and the proof that they do not. */
package io.votehub.floods;

/** Senders that want a hub to run out of memory, and the proof that it does not. */
package io.votehub.floods;

package io.votehub.room;

import io.votehub.poll.Poll;
import io.votehub.poll.Tally;

/** A poll and its tally at one moment. */
public record Standings(Poll poll, Tally tally) {}

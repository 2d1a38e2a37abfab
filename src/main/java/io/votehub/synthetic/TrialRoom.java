package io.votehub.synthetic;

import io.votehub.poll.Poll;
import java.util.List;

/** A hidden room with open polls. */
record TrialRoom(String code, List<Poll> polls) {}

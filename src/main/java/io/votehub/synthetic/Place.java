package io.votehub.synthetic;

import io.votehub.ledger.Ledger;
import io.votehub.method.VotingMethods;
import io.votehub.store.HiddenRooms;
import java.net.URI;
import java.time.InstantSource;

/**
 * The instance in which the hub votes.
 *
 * @param hub its own address
 * @param header the header by which it knows connections of its own
 * @param key what they show there
 * @param alone whether no other instance has the same store
 */
public record Place(
    URI hub,
    String header,
    String key,
    HiddenRooms rooms,
    Ledger ledger,
    InstantSource clock,
    VotingMethods methods,
    boolean alone) {}

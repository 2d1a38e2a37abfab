package io.votehub.count;

import io.vertx.core.Vertx;
import io.votehub.fanout.Fanout;
import io.votehub.ledger.Ledger;
import io.votehub.poll.Methods;
import io.votehub.store.Store;

/** What all counting rests on. */
public record Engines(Vertx vertx, Store store, Ledger ledger, Fanout fanout, Methods methods) {}

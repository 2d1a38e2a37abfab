package io.votehub.poll;

/**
 * What a voter's client is told of the ballot that stands, to check later that it is in the result.
 *
 * @param receipt the hub's for the ballot
 * @param tag computed from mark and receipt; null if that is not told
 * @param mark that of the ballot, as text, empty if it has none; null if the client knows it
 */
public record BallotProof(String receipt, String tag, String mark) {}

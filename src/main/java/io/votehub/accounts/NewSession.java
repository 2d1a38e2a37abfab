package io.votehub.accounts;

import io.votehub.people.Account;
import io.votehub.people.AccountSession;

/**
 * A session that was just started.
 *
 * @param token its secret, which is not stored
 * @param device the device cookie for this browser
 * @param expiresAt UTC milliseconds since the epoch
 */
public record NewSession(
    String token, Account account, AccountSession session, String device, long expiresAt) {}

package io.votehub.accounts;

import io.votehub.people.Account;
import io.votehub.people.AccountSession;

/** An account, and the session by which it was proved. */
public record SignedIn(Account account, AccountSession session) {}

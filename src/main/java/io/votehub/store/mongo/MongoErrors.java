package io.votehub.store.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import java.util.Optional;

/**
 * Classifies exceptions of the driver.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/error-codes/">the error codes</a>
 */
public final class MongoErrors {
  private static final int DUPLICATE_KEY = 11000;
  private static final int UNAUTHORIZED = 13;
  private static final int AUTHENTICATION_FAILED = 18;

  private MongoErrors() {}

  /**
   * Whether it says only that documents of the same key are there already: no other error is in it,
   * and what was written beside them is acknowledged.
   */
  public static boolean isDuplicate(Throwable fault) {
    if (fault instanceof MongoBulkWriteException bulk) {
      return bulk.getWriteConcernError() == null
          && !bulk.getWriteErrors().isEmpty()
          && bulk.getWriteErrors().stream().allMatch(each -> each.getCode() == DUPLICATE_KEY);
    }
    return (fault instanceof MongoWriteException write && write.getCode() == DUPLICATE_KEY)
        // Find-and-modify, where it would break a unique index.
        || (fault instanceof MongoCommandException command
            && command.getErrorCode() == DUPLICATE_KEY);
  }

  /** Whether MongoDB, or the connection to it, failed. */
  static boolean isOutage(Throwable fault) {
    return (fault instanceof MongoException && !isDuplicate(fault))
        || fault instanceof TimeoutException
        || fault instanceof OpenCircuitException;
  }

  /** Whether the connection to a primary broke, or it is none any more: another may be there. */
  static boolean isLostPrimary(Throwable fault) {
    return fault instanceof MongoSocketException
        || fault instanceof MongoNotPrimaryException
        || fault instanceof MongoNodeIsRecoveringException
        || fault instanceof MongoConnectionPoolClearedException;
  }

  /** What went wrong, in a few words without secrets. */
  static String reason(Throwable fault) {
    if (loginRefused(fault)) {
      return "MongoDB refuses the user's login";
    }
    if (fault instanceof MongoTimeoutException) {
      return "no primary can be reached";
    }
    if (fault instanceof TimeoutException) {
      return "no answer within " + MongoTimeouts.COMMAND_MS + " ms";
    }
    if (isMajorityMissing(fault)) {
      return "no majority of the replica set acknowledges writes";
    }
    if (fault instanceof MongoSocketException
        || fault instanceof MongoConnectionPoolClearedException) {
      return "a connection broke";
    }
    if (fault instanceof MongoException mongo) {
      return code(mongo) == UNAUTHORIZED
          ? "the user may not do that"
          : mongo.getClass().getSimpleName() + " " + code(mongo);
    }
    return fault.getClass().getSimpleName();
  }

  private static boolean loginRefused(Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof MongoSecurityException
          || (each instanceof MongoCommandException command
              && command.getErrorCode() == AUTHENTICATION_FAILED)) {
        return true;
      }
    }
    return fault instanceof MongoTimeoutException
        && Optional.ofNullable(fault.getMessage()).orElse("").contains("MongoSecurityException");
  }

  private static boolean isMajorityMissing(Throwable fault) {
    return fault instanceof MongoWriteConcernException
        || (fault instanceof MongoBulkWriteException bulk && bulk.getWriteConcernError() != null);
  }

  private static int code(MongoException fault) {
    return fault instanceof MongoBulkWriteException bulk && !bulk.getWriteErrors().isEmpty()
        ? bulk.getWriteErrors().get(0).getCode()
        : fault.getCode();
  }
}

package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.agenda.AgendaMachine;
import io.votehub.agenda.AgendaStep;
import io.votehub.bus.AgendaNotices;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.RoomEvent;
import io.votehub.fanout.RoomNotice;
import io.votehub.poll.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets running orders go on, whoever's computer is off. Each instance follows all that run: it
 * listens to their rooms, and looks periodically for those that other instances began, because
 * those may be gone by the time a step is due. It only triggers: whether a step is due is decided
 * by the ledger's clock, and who takes it by who changes the record first.
 */
public final class AgendaDriver extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AgendaDriver.class);
  private static final int PAGE = 200;
  private static final long RETRY_MS = 1_000;
  private static final long MAX_RETRY_MS = 15_000;

  /** Big screens say so long before which step begins. */
  private static final long UPCOMING_MS = 10_000;

  /** The instance that took the step before has precedence. */
  private static final int OTHERS_DELAY_MS = 300;

  private final AgendaSteps steps;
  private final AgendaRecords records;
  private final Fanout fanout;
  private final OptionalLong lookEveryMs;
  private final Map<String, Followed> followed = new HashMap<>();
  private MessageConsumer<String> notices;
  private long looking = -1;
  private boolean stopped;

  /**
   * @param lookEveryMs the interval for finding runs that other instances began; empty on a single
   *     instance
   */
  public AgendaDriver(Agendas agendas, Fanout fanout, OptionalLong lookEveryMs) {
    this.steps = agendas.steps();
    this.records = agendas.records();
    this.fanout = fanout;
    this.lookEveryMs = lookEveryMs;
  }

  @Override
  public Future<?> start() {
    notices = AgendaNotices.consume(vertx, this::lead);
    return notices.completion().onSuccess(up -> look());
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(looking);
    List.copyOf(followed.values()).forEach(Followed::forget);
    return notices.unregister();
  }

  /** Looks for runs, and again after a while. */
  private void look() {
    find("")
        .onComplete(
            found -> {
              if (found.failed()) {
                LOG.debug("Running orders could not be looked for", found.cause());
              }
              long every = lookEveryMs.orElse(found.failed() ? RETRY_MS : 0);
              if (!stopped && every > 0) {
                long wait = every / 2 + ThreadLocalRandom.current().nextLong(every);
                looking = vertx.setTimer(wait, timer -> look());
              }
            });
  }

  private Future<Void> find(String after) {
    return records
        .running(after, PAGE)
        .compose(
            rooms -> {
              rooms.forEach(this::follow);
              return rooms.size() < PAGE
                  ? Future.succeededFuture()
                  : find(rooms.get(rooms.size() - 1));
            });
  }

  private void follow(String room) {
    if (!stopped && !followed.containsKey(room)) {
      Followed first = new Followed(room);
      followed.put(room, first);
      first.begin();
    }
  }

  /** A presenter has asked this instance for something. */
  private void lead(String room) {
    follow(room);
    Followed here = followed.get(room);
    if (here != null) {
      here.lead();
    }
  }

  private static Map<String, Object> content(AgendaMachine.Upcoming next) {
    return next.step() instanceof AgendaStep.PollStep poll
        ? Map.of("at", next.at(), "poll", poll.poll())
        : Map.of("at", next.at(), "break", ((AgendaStep.BreakStep) next.step()).title());
  }

  private static long othersDelayMs() {
    return ThreadLocalRandom.current().nextLong(OTHERS_DELAY_MS, 2L * OTHERS_DELAY_MS);
  }

  /** A room whose running order goes on, as this instance follows it. */
  private final class Followed {
    private final String room;
    private final AgendaSteps.Audience audience = new AgendaSteps.Audience();
    private Fanout.Listening listening;
    private long timer = -1;
    private boolean leads;
    private boolean busy;
    private boolean again;
    private boolean gone;
    private int failures;

    /** What big screens were told, by whichever instance. */
    private Map<String, Object> upcoming = Map.of();

    Followed(String room) {
      this.room = room;
    }

    void begin() {
      listening = fanout.listen(room, this::handle);
      wakeIn(delay());
    }

    void lead() {
      leads = true;
      wakeIn(1);
    }

    private void handle(RoomEvent event) {
      if (event instanceof RoomEvent.Noticed noticed
          && noticed.notice().kind().equals(AgendaNotices.UPCOMING)) {
        upcoming = noticed.notice().content();
      }
      boolean matters =
          event instanceof RoomEvent.PollChanged
              || event instanceof RoomEvent.PollDeleted
              || event instanceof RoomEvent.RoomDeleted
              || event instanceof RoomEvent.CaughtUp
              || (event instanceof RoomEvent.Noticed noticed
                  && noticed.notice().kind().equals(AgendaNotices.NOTICE));
      if (matters) {
        wakeIn(delay());
      }
    }

    private long delay() {
      return leads ? 1 : othersDelayMs();
    }

    private void wakeIn(long ms) {
      if (!gone) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(ms, due -> wake());
      }
    }

    private void wake() {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      again = false;
      steps
          .take(room, audience)
          .onComplete(
              done -> {
                busy = false;
                if (gone) {
                  return;
                }
                if (done.succeeded()) {
                  failures = 0;
                  took(done.result());
                } else {
                  tryAgain(done.cause());
                }
              });
    }

    private void took(AgendaSteps.Outcome outcome) {
      leads = outcome.taken() || (leads && outcome.running());
      if (again) {
        wakeIn(delay());
        return;
      }
      boolean soon = outcome.waitMs().orElse(Long.MAX_VALUE) <= UPCOMING_MS;
      announce(outcome.upcoming().filter(step -> soon));
      if (!outcome.running()) {
        forget();
      } else if (outcome.waitMs().isPresent()) {
        long waitMs = outcome.waitMs().getAsLong();
        long untilSoon = soon || outcome.upcoming().isEmpty() ? 0 : UPCOMING_MS;
        wakeIn(waitMs - untilSoon + (leads ? 0 : othersDelayMs()));
      }
    }

    private void announce(Optional<AgendaMachine.Upcoming> next) {
      Map<String, Object> told = next.map(AgendaDriver::content).orElse(Map.of());
      if (!told.equals(upcoming)) {
        upcoming = told;
        fanout.noticed(room, new RoomNotice(AgendaNotices.UPCOMING, told));
      }
    }

    private void tryAgain(Throwable fault) {
      failures++;
      boolean expected = fault instanceof Refusal refusal && refusal.code().retry();
      if (failures == 1 && !expected) {
        LOG.atError()
            .addKeyValue("room", room)
            .setCause(fault)
            .log("A running order could not go on and is tried again");
      } else {
        LOG.debug("The running order of room {} could not go on", room, fault);
      }
      wakeIn(Math.min(RETRY_MS << Math.min(failures - 1, 10), MAX_RETRY_MS));
    }

    void forget() {
      gone = true;
      vertx.cancelTimer(timer);
      if (listening != null) {
        listening.close();
      }
      followed.remove(room, this);
    }
  }
}

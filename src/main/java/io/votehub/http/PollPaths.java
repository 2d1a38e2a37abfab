package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.votehub.poll.RoomRole;

/** The calls about polls. */
final class PollPaths {
  private static final String POLLS = RoomPaths.ROOM + "/polls";
  static final String POLL = POLLS + "/:poll";

  private final RouteTable table;
  private final RequestAuthorizer authorizer;

  PollPaths(RouteTable table, RequestAuthorizer authorizer) {
    this.table = table;
    this.authorizer = authorizer;
  }

  void polls(PollRoutes polls, QuestionRoutes questions) {
    table.call(HttpMethod.POST, POLLS, table.presenter(polls::create));
    table.call(HttpMethod.GET, POLL, table.anyone(polls::show));
    table.call(HttpMethod.PATCH, POLL, table.presenter(polls::change));
    table.call(HttpMethod.DELETE, POLL, table.presenter(polls::delete));
    table.call(HttpMethod.POST, POLL + "/open", table.presenter(polls::open));
    table.call(HttpMethod.POST, POLL + "/extend", table.presenter(polls::extend));
    table.call(HttpMethod.POST, POLL + "/close", table.presenter(polls::close));
    table.call(HttpMethod.POST, POLL + "/reopen", table.presenter(polls::reopen));
    table.call(HttpMethod.POST, POLL + "/again", table.presenter(polls::again));
    table.call(HttpMethod.POST, POLL + "/reveal", table.presenter(polls::reveal));
    table.call(HttpMethod.POST, POLL + "/hide", table.presenter(polls::hide));
    table.call(HttpMethod.POST, POLL + "/reset", table.presenter(polls::reset));
    table.call(HttpMethod.POST, POLL + "/duplicate", table.presenter(polls::duplicate));
    table.call(HttpMethod.GET, POLL + "/entries", table.anyone(questions::list));
    table.call(
        HttpMethod.POST,
        POLL + "/entries",
        ctx -> authorizer.isVoter(ctx).compose(voter -> entries(ctx, voter, polls, questions)));
    table.call(HttpMethod.DELETE, POLL + "/entries/:entry", table.voter(questions::withdraw));
    table.call(
        HttpMethod.POST,
        POLL + "/entries/:entry",
        table.atLeast(RoomRole.MODERATOR, polls::moderate));
  }

  /** Voters ask, moderators mark. */
  private Future<Reply> entries(
      RoutingContext ctx, boolean voter, PollRoutes polls, QuestionRoutes questions) {
    return voter
        ? authorizer.voter(ctx).compose(questions::ask)
        : authorizer.atLeast(RoomRole.MODERATOR, ctx).compose(polls::moderateAll);
  }

  void ballots(BallotRoutes ballots, ResultRoutes results) {
    table.call(HttpMethod.POST, POLL + "/ballots", table.voter(ballots::cast));
    table.call(HttpMethod.GET, POLL + "/result", table.anyone(results::result));
    table.stream(
        POLL + "/ballots",
        ctx -> authorizer.atLeast(RoomRole.PRESENTER, ctx).compose(results::ballots));
  }

  void afterwards(CompareRoutes comparisons, ReplayRoutes replays) {
    table.call(HttpMethod.GET, POLL + "/compare", table.anyone(comparisons::show));
    table.stream(
        POLL + "/replay",
        ctx -> authorizer.atLeast(RoomRole.PRESENTER, ctx).compose(replays::play));
  }

  void proofs(ProofRoutes proofs) {
    table.call(HttpMethod.GET, "/api/v1/proof/keys", proofs::keys);
    table.call(HttpMethod.GET, POLL + "/checkpoint", table.anyone(proofs::checkpoint));
    table.call(HttpMethod.GET, POLL + "/manifest", table.anyone(proofs::manifest));
    table.call(HttpMethod.GET, POLL + "/proof", table.anyone(proofs::proof));
    table.stream(POLL + "/tags", ctx -> authorizer.anyone(ctx).compose(proofs::tags));
    table.stream(POLL + "/proof.zip", ctx -> authorizer.anyone(ctx).compose(proofs::archive));
  }
}

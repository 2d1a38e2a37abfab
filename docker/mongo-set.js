// Run by mongosh against the first of three MongoDB servers, whether they are a replica set already or not.
const secret = (name) => require('fs').readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const members = ['mongo-1', 'mongo-2', 'mongo-3'].map((host, _id) => ({ _id, host: `${host}:27017` }));
const admin = db.getSiblingDB('admin');
const loggedIn = (database) => {
  database.auth('admin', secret('mongo-admin-password'));
  return database;
};

loggedIn(admin);
try {
  rs.status();
} catch (fault) {
  if (fault.codeName !== 'NotYetInitialized') throw fault;
  rs.initiate({ _id: 'votehub', members });
}

let hello = admin.hello();
while (!hello.primary) {
  sleep(500);
  hello = admin.hello();
}

const primary = loggedIn(hello.isWritablePrimary ? admin : new Mongo(`mongodb://${hello.primary}`).getDB('admin'));
const votehub = primary.getSiblingDB('votehub');
if (!votehub.getUser('votehub')) {
  votehub.createUser({ user: 'votehub', pwd: secret('mongo-password'), roles: ['readWrite'] });
}

/** The calls of operators. The proof is a cookie that pages cannot read. */
import { call } from './api.js';

const ADMIN = '/api/v1/admin';

const query = (values) => {
  const given = Object.entries(values).filter(([, value]) => value);
  return given.length ? `?${new URLSearchParams(given)}` : '';
};

/** Resolves to {accounts, next?}. */
export const listAccounts = (find, after) => call('GET', `${ADMIN}/accounts${query({ find, after })}`);
/** Changes one of {suspended} and {operator}; resolves to the account. */
export const changeAccount = (id, change) => call('PATCH', `${ADMIN}/accounts/${encodeURIComponent(id)}`, { body: change });
export const endSessionsOf = (id) => call('DELETE', `${ADMIN}/accounts/${encodeURIComponent(id)}/sessions`);

/** Resolves to {rooms, next?}. */
export const listRooms = (find, after) => call('GET', `${ADMIN}/rooms${query({ find, after })}`);
export const suspendRoom = (code, suspended) => call('PATCH', `${ADMIN}/rooms/${code}`, { body: { suspended } });
export const closePolls = (code) => call('POST', `${ADMIN}/rooms/${code}/close`);
export const deleteRoom = (code) => call('DELETE', `${ADMIN}/rooms/${code}`);

/** Resolves to {enabled, challenge, challengeChanged, limits: [{class, rule, changed}], prefixes: [{prefix, refused}]}. */
export const readLimits = () => call('GET', `${ADMIN}/limits`);
/** Changes {class, rule} or {challenge}, null for what the settings say; resolves as `readLimits`. */
export const changeLimit = (change) => call('PUT', `${ADMIN}/limits`, { body: change });

/** Resolves to {entries, next?}; filters are actor, action, object, from, until. */
export const listAudit = (filters, before) => call('GET', `${ADMIN}/audit${query({ ...filters, before })}`);

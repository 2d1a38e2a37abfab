/**
 * Verifies what a hub has sealed, as docs/proof-format.md says: an archive, and the proof of one ballot. Needs no network and no page.
 *
 * @typedef {{ok: ?boolean, code: string, values: object}} Finding `ok` is null for what was not checked; `code` names the text
 */
import { compareBytes, fromBase64url, sameBytes, textOf } from './bytes.js';
import { readArchive } from './archive.js';
import { canonical, readCanonical } from './canonical.js';
import { recount } from './count.js';
import { Fault, Unreadable } from './fault.js';
import { hasSigned, includes, readCheckpoint, readKey, readProof, sealOf } from './note.js';
import { isWhole, pollOf } from './poll.js';
import { leafHash, rootOf } from './tree.js';

const FORMAT = 'votehub/seal/1';
const LINE_FEED = 10;

/** What was found, in the order in which it was checked. */
class Findings {
  list = [];

  /** Runs a check, which returns {values?, found?} or throws a Fault; what it found, or null. */
  async check(code, run) {
    try {
      const { values = {}, found = true, ok = true } = (await run()) ?? {};
      this.list.push({ ok, code, values });
      return found;
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      this.list.push({ ok: false, code: `false.${fault.code}`, values: fault.values });
      return null;
    }
  }

  say(code, values = {}) {
    this.list.push({ ok: null, code, values });
  }

  get hold() {
    return this.list.every(({ ok }) => ok !== false);
  }
}

/**
 * Verifies an archive.
 *
 * @param {Uint8Array} bytes
 * @param {?string} trusted the public key that its user trusts, as text
 * @returns {Promise<{holds: boolean, findings: Finding[], manifest: ?object, checkpoint: ?object}>}
 * @throws {Unreadable} if it is no archive
 */
export async function verifyArchive(bytes, trusted = null) {
  const files = readArchive(bytes);
  const findings = new Findings();
  const manifest = await findings.check('manifest', () => readManifest(files['manifest.json']));
  const tags = await findings.check('tags', () => readTags(files['tags.txt'], manifest));
  const checkpoint = await findings.check('checkpoint', () => checkpointOf(files['checkpoint.txt'], manifest));
  if (tags && checkpoint) await findings.check('root', () => checkRoot(files['manifest.json'], tags, checkpoint));
  const key = await findings.check('key', () => keyOf(files['key.txt'], manifest));
  if (checkpoint && key) await findings.check('signature', () => checkSignature(checkpoint, key, trusted && trustedKey(trusted)));
  if (checkpoint && key && !trusted) findings.say('no-key');
  if (manifest) await checkBallots(findings, manifest, files['ballots.ndjson']);
  return { holds: findings.hold, findings: findings.list, manifest, checkpoint };
}

/**
 * Verifies the proof of a tag.
 *
 * @param {Uint8Array|string} bytes the proof
 * @param {Uint8Array} tag
 * @param {?string} trusted as above
 * @returns {Promise<{holds: boolean, findings: Finding[], checkpoint: object}>}
 * @throws {Unreadable} if it is no proof
 */
export async function verifyProof(bytes, tag, trusted = null) {
  let proof;
  try {
    proof = readProof(bytes);
  } catch (fault) {
    throw fault instanceof Fault ? new Unreadable() : fault;
  }
  const findings = new Findings();
  await findings.check('included', () => {
    if (!includes(proof, tag)) throw new Fault('included');
  });
  if (trusted) await findings.check('signature', () => checkSignature(proof.checkpoint, trustedKey(trusted), trustedKey(trusted)));
  else findings.say('no-key-proof');
  return { holds: findings.hold, findings: findings.list, checkpoint: proof.checkpoint };
}

/** A key that somebody gave: its last line feed may be missing. */
function trustedKey(text) {
  try {
    return readKey(`${text.trim()}\n`);
  } catch {
    throw new Unreadable();
  }
}

const KINDS = {
  string: ['hub', 'poll', 'room', 'question', 'method', 'proof'],
  number: ['run', 'seal', 'ballots', 'weight', 'sealedAt'],
  object: ['options', 'settings'],
};

function readManifest(bytes) {
  const manifest = readCanonical(bytes, 'manifest');
  if (manifest?.format !== FORMAT) throw new Fault('format');
  const well = Object.entries(KINDS).every(([kind, names]) => names.every((name) => manifest[name] !== null && typeof manifest[name] === kind));
  const whole = KINDS.number.every((name) => isWhole(manifest[name]) && manifest[name] >= 0);
  if (!well || !whole || !Array.isArray(manifest.options) || !['receipts', 'ballots'].includes(manifest.proof)) throw new Fault('manifest');
  return { found: manifest, values: { n: manifest.ballots, seal: manifest.seal, question: manifest.question } };
}

/** Lines without their line feeds, each of which ends. */
function linesOf(bytes, code) {
  if (bytes.length && bytes.at(-1) !== LINE_FEED) throw new Fault(code);
  const lines = [];
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(LINE_FEED, start);
    lines.push(bytes.subarray(start, end));
  }
  return lines;
}

function readTags(bytes, manifest) {
  const tags = linesOf(bytes, 'tags').map((line) => fromBase64url(textOf(line, 'tags'), 'tags'));
  tags.forEach((tag, i) => {
    const order = i ? compareBytes(tags[i - 1], tag) : -1;
    if (tag.length !== 32 || order > 0) throw new Fault('tags');
    if (order === 0) throw new Fault('equal-tags');
  });
  if (manifest && tags.length !== manifest.ballots) throw new Fault('number-of-tags', { n: tags.length, ballots: manifest.ballots });
  return { found: tags, values: { n: tags.length } };
}

function checkpointOf(bytes, manifest) {
  const checkpoint = readCheckpoint(textOf(bytes, 'checkpoint'));
  const seal = sealOf(checkpoint);
  if (manifest && (seal?.hub !== manifest.hub || seal.poll !== manifest.poll || seal.seal !== manifest.seal)) throw new Fault('other-seal');
  return { found: checkpoint, values: { origin: checkpoint.origin } };
}

function checkRoot(manifest, tags, { size, root }) {
  if (size !== tags.length + 1 || !sameBytes(rootOf([manifest, ...tags]), root)) throw new Fault('root');
}

function keyOf(bytes, manifest) {
  const key = readKey(textOf(bytes, 'key'));
  if (manifest && key.name !== manifest.hub) throw new Fault('key');
  return { found: key, values: { key: key.text } };
}

async function checkSignature(checkpoint, key, trusted) {
  if (trusted && trusted.text !== key.text) throw new Fault('other-key');
  const signed = await hasSigned(key, checkpoint);
  if (signed === false) throw new Fault('signature');
  return { ok: signed };
}

async function checkBallots(findings, manifest, bytes) {
  if ((manifest.proof === 'ballots') !== Boolean(bytes)) {
    await findings.check('ballots', () => {
      throw new Fault(bytes ? 'unexpected-ballots' : 'no-ballots');
    });
    return;
  }
  if (!bytes) {
    findings.say('not-public');
    return;
  }
  const counted = await findings.check('ballots', () => ({ found: ballotsOf(manifest, bytes), values: { n: manifest.ballots } }));
  if (!counted) return;
  await findings.check('result', () => checkResult(manifest, counted));
  const rest = Object.keys(manifest.result ?? {}).filter((name) => !(name in counted));
  if (rest.length) findings.say('not-counted', { names: rest.join(', ') });
}

function ballotsOf(manifest, bytes) {
  const lines = linesOf(bytes, 'ballots');
  const hashes = lines.map(leafHash);
  if (lines.length !== manifest.ballots) throw new Fault('number-of-ballots', { n: lines.length, ballots: manifest.ballots });
  if (hashes.some((hash, i) => i && compareBytes(hashes[i - 1], hash) > 0)) throw new Fault('ballots');
  const root = fromBase64url(typeof manifest.ballotsRoot === 'string' ? manifest.ballotsRoot : '', 'ballots');
  if (!sameBytes(rootOf(lines), root)) throw new Fault('ballots');
  const weighed = lines.map(weigh);
  if (weighed.reduce((sum, [, weight]) => sum + weight, 0n) !== BigInt(manifest.weight)) throw new Fault('weight');
  return recount(pollOf(manifest), weighed);
}

/** The ballot of a line and its weight. */
function weigh(line, i) {
  const values = { n: i + 1 };
  const ballot = readCanonical(line, 'ballot', values);
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject(ballot)) throw new Fault('ballot', values);
  if (Object.keys(ballot).join() !== 'ballot,weight') return [ballot, 1n];
  if (!isObject(ballot.ballot) || !isWhole(ballot.weight) || ballot.weight < 2) throw new Fault('ballot', values);
  return [ballot.ballot, BigInt(ballot.weight)];
}

function checkResult({ method, result, ballots }, counted) {
  if (result === null || typeof result !== 'object') throw new Fault('result', { name: 'result' });
  if (!('weight' in result) && counted.weight !== ballots) throw new Fault('weight');
  const names = method === 'number' && result.exact === false ? ['method', 'count'] : Object.keys(counted);
  for (const name of names) {
    if (name === 'weight' && !(name in result)) continue;
    if (!(name in result) || canonical(result[name]) !== canonical(counted[name])) throw new Fault('result', { name });
  }
}

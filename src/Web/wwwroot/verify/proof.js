// Checks a proof file ("qinglian-proof/1") without asking anybody. The format is described in the README of the ledger.
// A plain script, not a module: browsers do not load modules from a file on disk.
(function (scope) {
  "use strict";

  const ALGORITHM = "ecdsa-p256-sha256-v1";
  const KINDS = {
    Act: 1, Opened: 2, Refusal: 3, Read: 4, Export: 5, SignIn: 6, SignOut: 7, Register: 8, Setting: 9, System: 10, Erasure: 11,
  };
  const PARTS = ["format", "line", "content", "inclusion", "checkpoint", "keys", "older"];
  const MAX_NOTE = 16 * 1024;
  const MAX_TEXT = 512;
  const ROUND = new Uint32Array(64);
  const START = new Uint32Array(8);

  // The constants of SHA-256 are the fractions of roots of the first primes; worked out, they cannot be mistyped.
  (function constants() {
    let found = 0;
    for (let n = 2; found < 64; n++) {
      let prime = true;
      for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
      if (!prime) continue;
      if (found < 8) START[found] = fraction(n, 2);
      ROUND[found++] = fraction(n, 3);
    }
  })();

  // First 32 bits of the fraction of the square or cube root of n, in whole numbers.
  function fraction(n, degree) {
    const wanted = BigInt(n) << BigInt(32 * degree);
    let low = 0n, high = 1n << 37n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(degree) <= wanted) low = middle; else high = middle;
    }
    return Number(low & 0xffffffffn);
  }

  /** SHA-256 in plain script: a page from an ordinary http address has no crypto.subtle. */
  function sha256(bytes) {
    const blocks = (bytes.length + 8 >> 6) + 1;
    const padded = new Uint8Array(blocks * 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(padded.length - 4, bytes.length << 3);
    const state = START.slice(), w = new Uint32Array(64);
    for (let block = 0; block < padded.length; block += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getUint32(block + 4 * i);
      for (let i = 16; i < 64; i++) {
        const x = w[i - 15], y = w[i - 2];
        const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
        const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const t1 = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + ROUND[i] + w[i] | 0;
        const t2 = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
        h = g; g = f; f = e; e = d + t1 | 0; d = c; c = b; b = a; a = t1 + t2 | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((v, i) => { state[i] += v; });
    }
    const digest = new DataView(new ArrayBuffer(32));
    state.forEach((v, i) => digest.setUint32(4 * i, v));
    return new Uint8Array(digest.buffer);
  }

  class Unreadable extends Error {
    constructor(part) { super(part); this.part = part; }
  }

  function need(condition, part) { if (!condition) throw new Unreadable(part); }

  function join(...parts) {
    const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  }

  function same(a, b) { return a.length === b.length && a.every((v, i) => v === b[i]); }

  function utf8(text) { return new TextEncoder().encode(text); }

  function hex(bytes) { return Array.from(bytes, b => b.toString(16).padStart(2, "0")).join(""); }

  function wellFormed(text) {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c < 0xd800 || c > 0xdfff) continue;
      const next = text.charCodeAt(i + 1);
      if (c > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
      i++;
    }
    return true;
  }

  /** Base64 with one spelling for the same bytes; null for any other. */
  function decode(text) {
    if (typeof text !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
    const raw = atob(text);
    if (btoa(raw) !== text) return null;
    return Uint8Array.from(raw, c => c.charCodeAt(0));
  }

  function isObject(value) { return typeof value === "object" && value !== null && !Array.isArray(value); }

  function text(parent, name) {
    need(typeof parent[name] === "string" && wellFormed(parent[name]), name);
    return parent[name];
  }

  function number(parent, name, least, most) {
    need(Number.isSafeInteger(parent[name]) && parent[name] >= least && parent[name] <= most, name);
    return parent[name];
  }

  function hash(value, name) {
    const bytes = decode(value);
    need(bytes !== null && bytes.length === 32, name);
    return bytes;
  }

  function bytesOf(parent, name) {
    const bytes = decode(parent[name]);
    need(bytes !== null, name);
    return bytes;
  }

  function object(parent, name) {
    need(isObject(parent[name]), name);
    return parent[name];
  }

  function optional(parent, name) { return parent[name] === undefined || parent[name] === null ? null : object(parent, name); }

  function uuid(parent, name) {
    need(parent[name] !== undefined, name);
    if (parent[name] === null) return new Uint8Array(16);
    need(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(parent[name]) && /[1-9a-f]/.test(parent[name]), name);
    return Uint8Array.from(parent[name].replace(/-/g, "").match(/../g), h => parseInt(h, 16));
  }

  function path(parent) {
    need(Array.isArray(parent.path) && parent.path.length <= 64, "path");
    return parent.path.map(h => hash(h, "path"));
  }

  function isName(name) {
    return typeof name === "string" && name.length > 0 && name.length <= 200 && !/[\s\u0000-\u001f\u007f-\u009f\ud800-\udfff+]/.test(name);
  }

  /** Microseconds since 1970 of a time written with six decimals and Z; null for any other text. */
  function microseconds(time) {
    const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})Z$/.exec(time);
    if (!found) return null;
    const at = Date.parse(found[1] + "Z");
    if (!Number.isFinite(at) || new Date(at).toISOString().slice(0, 19) !== found[1]) return null;
    return BigInt(at) * 1000n + BigInt(found[2]);
  }

  function bigEndian(value, length) {
    let rest = BigInt.asUintN(8 * length, BigInt(value));
    const bytes = new Uint8Array(length);
    for (let i = length - 1; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
    return bytes;
  }

  /** The canonical bytes of a line, version 1. */
  function encodeLine(line) {
    const at = microseconds(text(line, "at"));
    need(at !== null && !line.at.startsWith("0000"), "at");
    need(Object.prototype.hasOwnProperty.call(KINDS, line.kind), "kind");
    need(line.previous !== undefined, "previous");
    const texts = ["procedure", "action"].map(name => {
      const bytes = utf8(text(line, name));
      need(bytes.length <= MAX_TEXT && !line[name].includes("\0"), "line");
      return join(bigEndian(bytes.length, 2), bytes);
    });
    const previous = line.previous === null ? new Uint8Array(0) : hash(line.previous, "previous");
    return join(
      [1], bigEndian(number(line, "id", 1, Number.MAX_SAFE_INTEGER), 8), bigEndian(at, 8), uuid(line, "actor"), bigEndian(KINDS[line.kind], 2),
      uuid(line, "subject"), bigEndian(number(line, "revision", 0, 0x7fffffff), 4), ...texts, hash(line.commitment, "commitment"),
      [previous.length], previous);
  }

  function leafHash(line) { return sha256(join([0], encodeLine(line))); }

  function nodeHash(left, right) { return sha256(join([1], left, right)); }

  // Sizes may pass 2^31, so the bits are taken by division.
  const odd = n => n % 2 === 1, half = n => Math.floor(n / 2);

  /** RFC 9162, 2.1.3.2. */
  function verifyInclusion(leaf, index, size, siblings, root) {
    if (index >= size) return false;
    let node = index, last = size - 1, value = leaf;
    for (const sibling of siblings) {
      if (last === 0) return false;
      if (odd(node) || node === last) {
        value = nodeHash(sibling, value);
        while (!odd(node) && node !== 0) { node = half(node); last = half(last); }
      } else {
        value = nodeHash(value, sibling);
      }
      node = half(node); last = half(last);
    }
    return last === 0 && same(value, root);
  }

  /** RFC 9162, 2.1.4.2. */
  function verifyConsistency(from, to, fromRoot, toRoot, siblings) {
    const nothing = sha256(new Uint8Array(0));
    if (from > to) return false;
    if (from === to) return siblings.length === 0 && same(fromRoot, toRoot) && (from !== 0 || same(fromRoot, nothing));
    if (from === 0) return siblings.length === 0 && same(fromRoot, nothing);
    let power = from;
    while (!odd(power)) power = half(power);
    const whole = power === 1;
    if (siblings.length === 0) return false;
    let node = from - 1, last = to - 1;
    while (odd(node)) { node = half(node); last = half(last); }
    let older = whole ? fromRoot : siblings[0], newer = older;
    for (const sibling of whole ? siblings : siblings.slice(1)) {
      if (last === 0) return false;
      if (odd(node) || node === last) {
        older = nodeHash(sibling, older);
        newer = nodeHash(sibling, newer);
        while (!odd(node) && node !== 0) { node = half(node); last = half(last); }
      } else {
        newer = nodeHash(newer, sibling);
      }
      node = half(node); last = half(last);
    }
    return last === 0 && same(older, fromRoot) && same(newer, toRoot);
  }

  /** A text with its signature lines; null if it could be read in two ways. */
  function parseNote(note) {
    if (typeof note !== "string" || note.length > MAX_NOTE || !wellFormed(note) || /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(note) || !note.endsWith("\n")) return null;
    const split = note.lastIndexOf("\n\n");
    if (split < 1) return null;
    const lines = note.slice(split + 2).split("\n").slice(0, -1);
    if (lines.length === 0 || lines.length > 32) return null;
    const signatures = [];
    for (const line of lines) {
      const parts = line.startsWith("— ") ? line.slice(2).split(" ") : [];
      const bytes = parts.length === 2 && isName(parts[0]) ? decode(parts[1]) : null;
      if (bytes === null || bytes.length < 5) return null;
      signatures.push({ name: parts[0], keyId: hex(bytes.slice(0, 4)), signature: bytes.slice(4) });
    }
    return { text: note.slice(0, split + 1), signatures };
  }

  /** What a checkpoint says; null if the text is not one. */
  function readCheckpoint(note) {
    const lines = note.text.split("\n");
    if (lines.length !== 5 || !isName(lines[0]) || !/^(0|[1-9]\d*)$/.test(lines[1]) || !Number.isSafeInteger(Number(lines[1]))) return null;
    const root = decode(lines[2]);
    if (root === null || root.length !== 32 || !lines[3].startsWith("time ")) return null;
    const at = lines[3].slice(5);
    if (microseconds(at) === null || at.startsWith("0000")) return null;
    return { origin: lines[0], size: Number(lines[1]), root, at };
  }

  function note(parent) {
    const parsed = parseNote(text(parent, "checkpoint"));
    need(parsed !== null, "checkpoint");
    return parsed;
  }

  // Every P-256 key in SubjectPublicKeyInfo form begins with the same 27 bytes: 26 that name the curve and 0x04 for a plain point.
  const SPKI_START = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

  function readKeys(root) {
    need(Array.isArray(root.keys) && root.keys.length <= 64, "keys");
    const keys = [];
    for (const key of root.keys) {
      need(isObject(key), "keys");
      if (text(key, "algorithm") !== ALGORITHM) continue;
      const spki = decode(text(key, "spki"));
      need(isName(text(key, "name")) && spki !== null && spki.length === 91 && hex(spki.slice(0, 27)) === SPKI_START, "keys");
      keys.push({ name: key.name, spki, keyId: hex(sha256(join(utf8(key.name), [0x0a, 0xff], utf8(ALGORITHM), spki)).slice(0, 4)), fingerprint: fingerprint(spki) });
    }
    return keys;
  }

  function fingerprint(spki) { return hex(sha256(spki)).match(/.{8}/g).join(" "); }

  /** Reads a proof file or throws Unreadable with the part that cannot be read. */
  function parseProof(json) {
    let root;
    try { root = JSON.parse(json); } catch { throw new Unreadable("json"); }
    need(isObject(root) && root.format === "qinglian-proof/1", "format");
    // A part under a name nobody knows would silently not be checked: "lime" for "line".
    for (const name of Object.keys(root)) need(PARTS.includes(name), name);
    const line = optional(root, "line"), proof = { line, note: note(root), keys: readKeys(root), content: null, older: null };
    if (line) {
      proof.leaf = leafHash(line);
      const inclusion = object(root, "inclusion"), content = optional(root, "content");
      proof.index = number(inclusion, "index", 0, Number.MAX_SAFE_INTEGER);
      proof.path = path(inclusion);
      if (content) proof.content = { salt: bytesOf(content, "salt"), bytes: bytesOf(content, "bytes") };
    }
    const older = optional(root, "older");
    if (older) proof.older = { note: note(older), path: path(older) };
    return proof;
  }

  const claims = (signed, key) => signed.signatures.filter(s => s.name === key.name && s.keyId === key.keyId);

  async function importKey(key, subtle) {
    try {
      return await subtle.importKey("spki", key.spki, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    } catch {
      throw new Unreadable("keys");
    }
  }

  /** True, false, or null where this page cannot check signatures. */
  async function isSignedBy(signed, key, subtle) {
    if (claims(signed, key).length === 0) return false;
    if (!subtle) return null;
    const imported = await importKey(key, subtle);
    for (const { signature } of claims(signed, key)) {
      if (signature.length === 64 && await subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, signature, utf8(signed.text))) return true;
    }
    return false;
  }

  async function signer(signed, origin, keys, subtle) {
    let unknown = null;
    for (const key of keys.filter(k => k.name === origin)) {
      const result = await isSignedBy(signed, key, subtle);
      if (result) return key;
      if (result === null) unknown = undefined;
    }
    return unknown;
  }

  /**
   * Checks all that a proof claims: [{ check, outcome, code, values }], outcome "Proved", "Failed" or "NotChecked".
   * Without subtle, signatures are not checked and the findings say so.
   */
  async function verifyProof(proof, subtle) {
    // A point that is not on the curve is no key, whether it is used or not.
    if (subtle) for (const key of proof.keys) await importKey(key, subtle);
    const checkpoint = readCheckpoint(proof.note);
    if (!checkpoint) return [{ check: "Signature", outcome: "Failed", code: "noCheckpoint", values: [] }];
    const findings = [], say = (check, outcome, code, ...values) => findings.push({ check, outcome, code, values });
    if (proof.line) {
      if (!proof.content) say("Content", "NotChecked", "contentAbsent");
      else if (proof.content.salt.length === 32 && same(sha256(join(proof.content.salt, proof.content.bytes)), decode(proof.line.commitment))) say("Content", "Proved", "contentProved");
      else say("Content", "Failed", "contentChanged");
      if (proof.index >= checkpoint.size) say("Inclusion", "Failed", "outsideCheckpoint", proof.index + 1, checkpoint.size);
      else if (verifyInclusion(proof.leaf, proof.index, checkpoint.size, proof.path, checkpoint.root)) say("Inclusion", "Proved", "inclusionProved", proof.index + 1, checkpoint.size);
      else say("Inclusion", "Failed", "inclusionFailed");
    }
    await sayOfSignature(proof, checkpoint, say, subtle);
    await sayOfWitnesses(proof, checkpoint, say, subtle);
    await sayOfOlder(proof, checkpoint, say, subtle);
    return findings;
  }

  async function sayOfSignature(proof, checkpoint, say, subtle) {
    if (!proof.keys.some(k => k.name === checkpoint.origin)) return say("Signature", "Failed", "noKey", checkpoint.origin);
    const found = await signer(proof.note, checkpoint.origin, proof.keys, subtle);
    if (found) say("Signature", "Proved", "signatureProved", checkpoint.origin, found.fingerprint);
    else if (found === undefined) say("Signature", "NotChecked", "noCrypto");
    else say("Signature", "Failed", "signatureWrong", checkpoint.origin);
  }

  async function sayOfWitnesses(proof, checkpoint, say, subtle) {
    const signed = new Set();
    let unknown = false;
    for (const key of proof.keys.filter(k => k.name !== checkpoint.origin)) {
      const result = await isSignedBy(proof.note, key, subtle);
      if (result) signed.add(key.name);
      else if (result === null) unknown = true;
      else if (claims(proof.note, key).length > 0) return say("Witnesses", "Failed", "witnessForged", key.name);
    }
    if (signed.size > 0) say("Witnesses", "Proved", "witnessProved", [...signed].join(", "));
    else say("Witnesses", "NotChecked", unknown ? "noCrypto" : "noWitness");
  }

  async function sayOfOlder(proof, checkpoint, say, subtle) {
    if (!proof.older) return say("Continuation", "NotChecked", "noOlder");
    const older = readCheckpoint(proof.older.note);
    if (!older || older.origin !== checkpoint.origin) return say("Continuation", "Failed", "olderUnreadable");
    const found = await signer(proof.older.note, older.origin, proof.keys, subtle);
    if (found === null) return say("Continuation", "Failed", "olderUnsigned");
    if (!verifyConsistency(older.size, checkpoint.size, older.root, checkpoint.root, proof.older.path)) return say("Continuation", "Failed", "continuationFailed", older.size, checkpoint.size);
    if (found === undefined) return say("Continuation", "NotChecked", "continuationUnsigned", older.size, checkpoint.size);
    say("Continuation", "Proved", "continuationProved", older.size, checkpoint.size);
  }

  /** Compares a checkpoint that the reader kept with those in the proof: "same", "different" or "unrelated". */
  function compareHeld(proof, held) {
    const kept = readCheckpoint(held);
    if (!kept) return "unreadable";
    for (const signed of [proof.note, proof.older && proof.older.note].filter(Boolean)) {
      const known = readCheckpoint(signed);
      if (known && known.origin === kept.origin && known.size === kept.size) return same(known.root, kept.root) ? "same" : "different";
    }
    return "unrelated";
  }

  scope.QinglianProof = Object.freeze({ sha256, parseProof, verifyProof, parseNote, readCheckpoint, compareHeld, fingerprint, verifyInclusion, verifyConsistency, encodeLine, hex, Unreadable });
})(globalThis);

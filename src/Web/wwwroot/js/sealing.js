// Seals a report in the browser, so that only sealed things leave it. The format is described in the README of the kernel's sealing; the
// server makes the same where scripts are off. A plain script: QinglianSealing.available() says whether this browser can.
(function (scope) {
  'use strict';

  const CHUNK = 64 * 1024, TAG = 16, KIB = 1024;
  const TEXT = 1, FILE = 16;
  const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const CODE_RANDOM = 23, CODE_LENGTH = 25;
  const REPORT = 'report', IDENTITY = 'identity', RECEIPT = 'receipt';

  const utf8 = text => new TextEncoder().encode(text);
  const number = value => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  };
  const hex = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
  const random = length => scope.crypto.getRandomValues(new Uint8Array(length));
  const same = (a, b) => a.length === b.length && a.reduce((different, byte, i) => different | byte ^ b[i], 0) === 0;
  const fromBase64 = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const toBase64 = bytes => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  };
  const url = bytes => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

  class Unopened extends Error {}

  /** Scripts may run where the cryptography of the browser may not: on plain http. */
  const available = () => Boolean(scope.crypto && scope.crypto.subtle && scope.TextEncoder && scope.Blob);
  const subtle = () => scope.crypto.subtle;

  // Places

  /** Where something sealed belongs; lengths stand before the texts. */
  async function hashOf(place, field, recipient, version) {
    const text = value => { const bytes = utf8(value); return join(number(bytes.length), bytes); };
    const id = hex(place.dossier.replace(/-/g, ''));
    return new Uint8Array(await subtle().digest('SHA-256', join(text(place.installation), id, text(place.part), text(field), text(recipient), number(version))));
  }

  const placeOf = (plan, part) => ({ installation: plan.installation, dossier: plan.dossier, part });

  // HKDF, AES-GCM, HPKE

  async function hkdf(secret, salt, info, length) {
    const key = await subtle().importKey('raw', secret, 'HKDF', false, ['deriveBits']);
    return new Uint8Array(await subtle().deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, 8 * length));
  }

  async function hmac(key, message) {
    // An empty key and one of zeros are the same to HMAC; browsers take only the second.
    const imported = await subtle().importKey('raw', key.length ? key : new Uint8Array(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await subtle().sign('HMAC', imported, message));
  }

  const aesKey = (bytes, use) => subtle().importKey('raw', bytes, 'AES-GCM', false, [use]);
  const encrypt = async (key, iv, plain, additionalData) => new Uint8Array(await subtle().encrypt({ name: 'AES-GCM', iv, additionalData, tagLength: 8 * TAG }, key, plain));
  const decrypt = async (key, iv, bytes, additionalData) => {
    try {
      return new Uint8Array(await subtle().decrypt({ name: 'AES-GCM', iv, additionalData, tagLength: 8 * TAG }, key, bytes));
    } catch {
      throw new Unopened('changed, or of another place');
    }
  };

  const KEM = join(utf8('KEM'), hex('0010')), HPKE = join(utf8('HPKE'), hex('001000010002'));
  const extract = (suite, salt, label, material) => hmac(salt, join(utf8('HPKE-v1'), suite, utf8(label), material));
  const EMPTY = new Uint8Array(0);

  // At most 32 bytes: one round of HKDF-Expand.
  const expand = async (suite, key, label, info, length) =>
    (await hmac(key, join(new Uint8Array([0, length]), utf8('HPKE-v1'), suite, utf8(label), info, new Uint8Array([1])))).subarray(0, length);

  /** RFC 9180, base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
  async function schedule(agreed, sender, recipient, info) {
    const shared = await expand(KEM, await extract(KEM, EMPTY, 'eae_prk', agreed), 'shared_secret', join(sender, recipient), 32);
    const context = join(new Uint8Array(1), await extract(HPKE, EMPTY, 'psk_id_hash', EMPTY), await extract(HPKE, EMPTY, 'info_hash', info));
    const secret = await extract(HPKE, shared, 'secret', EMPTY);
    return [await expand(HPKE, secret, 'key', context, 32), await expand(HPKE, secret, 'base_nonce', context, 12)];
  }

  const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
  const publicKey = bytes => subtle().importKey('raw', bytes, CURVE, true, []);
  const agree = async (mine, theirs) => new Uint8Array(await subtle().deriveBits({ name: 'ECDH', public: await publicKey(theirs) }, mine, 256));

  async function newKeys() {
    const pair = await subtle().generateKey(CURVE, true, ['deriveBits']);
    return { private: pair.privateKey, public: new Uint8Array(await subtle().exportKey('raw', pair.publicKey)) };
  }

  const importKeys = async exported => ({
    private: await subtle().importKey('jwk', { kty: 'EC', crv: 'P-256', d: url(exported.subarray(0, 32)), x: url(exported.subarray(33, 65)), y: url(exported.subarray(65, 97)) }, CURVE, false, ['deriveBits']),
    public: exported.slice(32),
  });

  async function exportKeys(keys) {
    const { d } = await subtle().exportKey('jwk', keys.private);
    return join(fromBase64(d.replace(/-/g, '+').replace(/_/g, '/') + '='), keys.public);
  }

  // Wraps

  const wrapInfo = async (place, field, recipient, version) => join(utf8('qinglian sealing 1 wrap'), await hashOf(place, field, recipient, version));

  async function wrap(secret, key, place, field, recipient, version) {
    const header = join(utf8('QLW1'), new Uint8Array([1]), number(version));
    const ephemeral = await newKeys();
    const [sealing, nonce] = await schedule(await agree(ephemeral.private, key), ephemeral.public, key, await wrapInfo(place, field, recipient, version));
    return join(header, ephemeral.public, await encrypt(await aesKey(sealing, 'encrypt'), nonce, secret, header));
  }

  async function unwrap(bytes, keys, place, field, recipient, version) {
    const header = join(utf8('QLW1'), new Uint8Array([1]), number(version));
    if (!same(bytes.subarray(0, 9), header)) throw new Unopened('not a wrap of this place');
    const sender = bytes.slice(9, 74);
    let agreed;
    try {
      agreed = await agree(keys.private, sender);
    } catch {
      throw new Unopened('not a point on the curve');
    }
    const [opening, nonce] = await schedule(agreed, sender, keys.public, await wrapInfo(place, field, recipient, version));
    return decrypt(await aesKey(opening, 'decrypt'), nonce, bytes.subarray(74), header);
  }

  // Content

  const chunkBinding = (header, place, at, final) => join(header.subarray(0, 6), place, number(0), number(at), new Uint8Array([final ? 1 : 0]));
  const chunkNonce = at => join(new Uint8Array(8), number(at));
  const contentKey = async (key, header, place, use) => aesKey(await hkdf(key, header.subarray(10), join(utf8('qinglian sealing 1 content'), place), 32), use);

  /** Seals a Blob chunk by chunk; never more than one chunk is read at once. */
  async function sealBlob(key, blob, place, field, version, step) {
    const header = join(utf8('QLS1'), new Uint8Array([1, step]), number(1), random(32));
    const where = await hashOf(place, field, '', version);
    const sealing = await contentKey(key, header, where, 'encrypt');
    const parts = [header], full = Math.floor(blob.size / CHUNK);
    for (let at = 0; at <= full; at++) {
      const plain = new Uint8Array(await blob.slice(at * CHUNK, (at + 1) * CHUNK).arrayBuffer());
      const final = at === full;
      let padded = plain;
      if (final) {
        // 80 and zeros up to the next step, always at least one byte (ISO/IEC 7816-4).
        padded = new Uint8Array(plain.length + step * KIB - plain.length % (step * KIB));
        padded.set(plain);
        padded[plain.length] = 0x80;
      }
      parts.push(await encrypt(sealing, chunkNonce(at), padded, chunkBinding(header, where, at, final)));
    }
    return new Blob(parts, { type: 'application/octet-stream' });
  }

  const bytesOf = async blob => new Uint8Array(await blob.arrayBuffer());
  const sealText = async (key, text, place, field) => bytesOf(await sealBlob(key, new Blob([utf8(text)]), place, field, 1, TEXT));

  /** Opens what was sealed under one of the keys (by generation); gives a Blob. */
  async function openBlob(keys, blob, place, field, version) {
    const header = await bytesOf(blob.slice(0, 42));
    const generation = new DataView(header.buffer).getUint32(6);
    if (!same(header.subarray(0, 5), join(utf8('QLS1'), new Uint8Array([1]))) || !keys.has(generation)) throw new Unopened('not sealed for this key');
    const where = await hashOf(place, field, '', version);
    const opening = await contentKey(keys.get(generation), header, where, 'decrypt');
    const parts = [], size = blob.size - header.length, last = Math.max(0, Math.ceil(size / (CHUNK + TAG)) - 1);
    for (let at = 0; at <= last; at++) {
      const final = at === last;
      const sealed = await bytesOf(blob.slice(header.length + at * (CHUNK + TAG), header.length + (at + 1) * (CHUNK + TAG)));
      let plain = await decrypt(opening, chunkNonce(at), sealed, chunkBinding(header, where, at, final));
      if (final) {
        let length = plain.length - 1;
        while (length >= 0 && plain[length] === 0) length--;
        if (length < 0 || plain[length] !== 0x80) throw new Unopened('cut short');
        plain = plain.subarray(0, length);
      }
      parts.push(plain);
    }
    return new Blob(parts);
  }

  const openText = async (keys, bytes, place, field, version) => new TextDecoder().decode(await bytesOf(await openBlob(keys, new Blob([bytes]), place, field, version)));

  // Shares

  function multiply(a, b) {
    let product = 0;
    for (let bit = 0; bit < 8; bit++) {
      product ^= a & -(b >> bit & 1);
      a = a << 1 ^ 0x11b & -(a >> 7);
    }
    return product;
  }

  function split(secret, needed, total) {
    const shares = Array.from({ length: total }, (_, i) => { const share = new Uint8Array(1 + secret.length); share[0] = i + 1; return share; });
    for (let at = 0; at < secret.length; at++) {
      const curve = random(needed);
      curve[0] = secret[at];
      for (const share of shares) share[1 + at] = curve.reduceRight((y, c) => multiply(y, share[0]) ^ c, 0);
    }
    return shares;
  }

  async function sealShares(key, place, needed, parties) {
    const sealed = [], shares = parties.length ? split(key, needed, parties.length) : [];
    for (const [i, party] of parties.entries()) {
      for (const holder of party.holders) {
        if (holder.key) sealed.push({ role: party.role, recipient: holder.name, generation: 1, bytes: toBase64(await wrap(shares[i], fromBase64(holder.key), place, '#share/' + party.role, holder.name, 1)) });
      }
    }
    return sealed;
  }

  // Codes

  // Modulo x^5 + x^2 + 1.
  function times(a, b) {
    let product = 0;
    for (let bit = 0; bit < 5; bit++) {
      product ^= a & -(b >> bit & 1);
      a = a << 1 ^ 37 & -(a >> 4);
    }
    return product;
  }

  const power = exponent => { let result = 1; for (let i = exponent % 31; i > 0; i--) result = times(result, 2); return result; };
  const sums = symbols => symbols.reduce(([a, b], symbol, i) => [a ^ times(symbol, power(i)), b ^ times(symbol, power(2 * i))], [0, 0]);

  function complete(symbols) {
    const i = CODE_RANDOM, j = CODE_RANDOM + 1;
    symbols[i] = symbols[j] = 0;
    const [first, second] = sums(symbols);
    let inverse = 1;
    const divisor = times(power(i), power(2 * j)) ^ times(power(j), power(2 * i));
    for (let n = 0; n < 30; n++) inverse = times(inverse, divisor);
    symbols[i] = times(times(first, power(2 * j)) ^ times(second, power(j)), inverse);
    symbols[j] = times(times(second, power(i)) ^ times(first, power(2 * i)), inverse);
    return symbols;
  }

  const newCode = () => Array.from(complete([...random(CODE_RANDOM).map(byte => byte & 31), 0, 0]), s => LETTERS[s]).join('');
  const groups = code => code.match(/.{5}/g).join('-');

  /** The code as typed groups, or null where it is mistyped. */
  function readCode(typed) {
    const plain = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{P}\p{Cc}\u200b\ufeff\u2212]/gu, '').replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V');
    const symbols = [...plain].map(c => LETTERS.indexOf(c));
    return symbols.length === CODE_LENGTH && !symbols.includes(-1) && sums(symbols).every(sum => sum === 0) ? plain : null;
  }

  /** Sixteen words out of the list of a language. */
  function spoken(code, words) {
    const bytes = new Array(16).fill(0);
    for (let bit = 0; bit < CODE_RANDOM * 5; bit++) if (LETTERS.indexOf(code[Math.floor(bit / 5)]) >> 4 - bit % 5 & 1) bytes[bit >> 3] |= 0x80 >> bit % 8;
    let weight = 1;
    for (let i = 0; i < 15; i++) {
      weight = multiply(weight, 3);
      bytes[15] ^= multiply(weight, bytes[i]);
    }
    return bytes.map(byte => words[byte]);
  }

  const lookup = (code, installation) => hkdf(utf8(code), EMPTY, join(utf8('qinglian sealing 1 lookup'), utf8(installation)), 32);

  const lockKey = async (code, salt, where, use) => aesKey(await hkdf(utf8(code), salt, join(utf8('qinglian sealing 1 lock'), where), 32), use);

  async function lock(keys, code, place) {
    const header = join(utf8('QLK1'), new Uint8Array([2]), number(0), random(32)), where = await hashOf(place, '#lock', '', 1);
    return join(header, await encrypt(await lockKey(code, header.subarray(9), where, 'encrypt'), new Uint8Array(12), await exportKeys(keys), join(header, where)));
  }

  async function unlock(bytes, code, place) {
    const header = bytes.subarray(0, 41), where = await hashOf(place, '#lock', '', 1);
    if (!same(header.subarray(0, 9), join(utf8('QLK1'), new Uint8Array([2]), number(0)))) throw new Unopened('not a lock of a code');
    return importKeys(await decrypt(await lockKey(code, header.subarray(9), where, 'decrypt'), new Uint8Array(12), bytes.subarray(41), join(header, where)));
  }

  // Reports

  /**
   * Seals a report as the plan says. `fields` and `identity` are texts by the names of their fields; `files` are { field, blob }.
   * Gives the code, to be shown this one time, the filing as text, and the files as they are to be sent.
   */
  async function seal(plan, { fields, identity = {}, files = [] }) {
    const key = random(32), place = placeOf(plan, REPORT);
    const code = newCode(), reporter = await newKeys();
    const sealAll = async (under, where, texts) => Promise.all(Object.entries(texts).map(async ([field, text]) => ({ field, version: 1, bytes: toBase64(await sealText(under, text, where, field)) })));

    const wraps = await Promise.all([...plan.recipients, { name: RECEIPT, key: toBase64(reporter.public) }].filter(r => r.key).map(async r =>
      ({ recipient: r.name, generation: 1, bytes: toBase64(await wrap(key, fromBase64(r.key), place, '#key', r.name, 1)) })));

    let who = null;
    if (Object.keys(identity).length) {
      if (!plan.custodians.length) throw new Error('There is nobody yet who could keep an identity.');
      const other = random(32), where = placeOf(plan, IDENTITY);
      who = { fields: await sealAll(other, where, identity), shares: await sealShares(other, where, 2, plan.custodians) };
    }

    const sealedFiles = [];
    for (const { field, blob } of files) sealedFiles.push({ field, blob: await sealBlob(key, blob, place, field, 1, FILE) });
    const filing = {
      receipt: { lookup: toBase64(await lookup(code, plan.installation)), key: toBase64(reporter.public), lock: toBase64(await lock(reporter, code, placeOf(plan, RECEIPT))) },
      wraps, fields: await sealAll(key, place, fields), files: files.map(f => f.field), identity: who,
      recovery: await sealShares(key, place, plan.recoveryNeeded, plan.recovery),
    };
    key.fill(0);
    return { code, filing: JSON.stringify(filing), files: sealedFiles };
  }

  /** Opens the keys of a report with the receipt's code; gives a map by generation. */
  async function openWithCode(plan, code, filing) {
    const keys = await unlock(fromBase64(filing.receipt.lock), code, placeOf(plan, RECEIPT)), opened = new Map();
    for (const w of filing.wraps.filter(w => w.recipient === RECEIPT)) opened.set(w.generation, await unwrap(fromBase64(w.bytes), keys, placeOf(plan, REPORT), '#key', RECEIPT, w.generation));
    return opened;
  }

  scope.QinglianSealing = {
    available, seal, openWithCode, openBlob, readCode, groups, spoken, lookup, Unopened,
    openField: (plan, keys, sealed) => openText(keys, fromBase64(sealed.bytes), placeOf(plan, REPORT), sealed.field, sealed.version),
    placeOf, parts: { report: REPORT, identity: IDENTITY },
  };
})(typeof globalThis === 'undefined' ? window : globalThis);

// Files with a password: a line of JSON that says how (it is authenticated, too), then the file, packed and encrypted. AES-256-GCM under a
// key of PBKDF2-SHA-256, by the browser's own WebCrypto, which exists on https and on localhost only. src/formats/README.md, "With a password".
const format = 'voronka-encrypted';
const iterations = 600_000, most_iterations = 5_000_000;
const header_limit = 1024;

export class Locked extends Error {}  // message: 'wrong', 'too_hard' or 'no_crypto'

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const bytes_of = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export async function is_locked(blob) {
  const start = `{"format":"${format}"`;
  return (await blob.slice(0, start.length).text()) === start;
}

async function key_of(password, salt, rounds) {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(password.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, material,
    { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function need_crypto() {
  if (!globalThis.crypto?.subtle) throw new Locked('no_crypto');
}

const through = async (blob, stream) => new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());

export async function lock(blob, password) {
  need_crypto();
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const header = new TextEncoder().encode(`${JSON.stringify({ format, version: 1, kdf: 'PBKDF2-SHA256', iterations, salt: base64(salt), cipher: 'AES-256-GCM', iv: base64(iv), packed: 'gzip' })}\n`);
  const key = await key_of(password, salt, iterations);
  const packed = await through(blob, new CompressionStream('gzip'));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: header }, key, packed);
  return new Blob([header, sealed], { type: 'application/octet-stream' });
}

// A stranger's header must not cost minutes or memory, so everything in it has a limit.
function parts_of(text) {
  let header;
  try {
    header = JSON.parse(text);
  } catch {
    throw new Locked('wrong');
  }
  const salt = typeof header?.salt === 'string' && header.salt.length <= 64 ? bytes_of(header.salt) : new Uint8Array(0);
  const iv = typeof header?.iv === 'string' && header.iv.length <= 32 ? bytes_of(header.iv) : new Uint8Array(0);
  const known = header?.version === 1 && header.kdf === 'PBKDF2-SHA256' && header.cipher === 'AES-256-GCM' && header.packed === 'gzip';
  if (!known || !Number.isSafeInteger(header.iterations) || header.iterations < 1 || header.iterations > most_iterations) throw new Locked('too_hard');
  if (salt.length < 16 || iv.length !== 12) throw new Locked('wrong');
  return { salt, iv, rounds: header.iterations };
}

export async function unlock(blob, password) {
  need_crypto();
  const head = new Uint8Array(await blob.slice(0, header_limit).arrayBuffer());
  const end = head.indexOf(10);
  if (end < 0) throw new Locked('wrong');
  const header = head.slice(0, end + 1);
  let parts;
  try {
    parts = parts_of(new TextDecoder('utf-8', { fatal: true }).decode(header));
  } catch (error) {
    throw error instanceof Locked ? error : new Locked('wrong');
  }
  const key = await key_of(password, parts.salt, parts.rounds);
  try {
    const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: parts.iv, additionalData: header }, key, await blob.slice(end + 1).arrayBuffer());
    return new Blob([await through(new Blob([packed]), new DecompressionStream('gzip'))]);
  } catch {
    throw new Locked('wrong');
  }
}

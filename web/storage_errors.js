// Sorts what a browser says when IndexedDB fails into the six classes the core acts upon. Browsers report the same
// cause under different names (a full disk is an AbortError, an UnknownError or a QuotaExceededError), so the texts
// count as much as the names. It decides nothing about retries beyond marking errors that another try cannot mend.

export const storageFailures = ['connection_lost', 'no_space', 'corrupt', 'newer_schema', 'unavailable', 'unknown'];

export class StorageError extends Error {
  constructor(failure, detail, { final = false } = {}) {
    super(`${failure}: ${detail}`);
    this.name = 'StorageError';
    this.failure = failure;
    this.detail = detail;
    this.final = final;
  }
}

// Values of more than 64 KB are files of their own in Chromium; of one that could not be written it only says "Failed to write blobs".
export const isNoSpace = (text) => /QuotaExceeded|no_space|no space|disk is full|full disk|ENOSPC|Failed to write blobs/i.test(text);

const failureOf = (name, text) => {
  // Space comes first: a full disk also closes the connection, and reopening does not make room.
  if (isNoSpace(text)) return 'no_space';
  if (name === 'VersionError') return 'newer_schema';
  if (/backing store|corrupt|checksum|malformed/i.test(text)) return 'corrupt';
  if (name === 'NotFoundError') return 'corrupt';
  if (name === 'SecurityError' || /mutation operation/i.test(text)) return 'unavailable';
  if (name === 'InvalidStateError' || name === 'TransactionInactiveError' || name === 'AbortError') return 'connection_lost';
  if (/connection.*(clos|lost)|server lost/i.test(text)) return 'connection_lost';
  return 'unknown';
};

// `errors` describe one failure: what the transaction said, then what the request said.
export const classify = (...errors) => {
  const known = errors.filter(Boolean);
  const already = known.find((error) => error instanceof StorageError);
  if (already) return already;
  const text = known.map((error) => `${error.name ?? 'Error'}: ${error.message ?? error}`).join(' / ');
  return new StorageError(failureOf(known[0]?.name ?? '', text), text);
};

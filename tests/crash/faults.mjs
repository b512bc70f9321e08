// What can go wrong in a browser, by the place where it strikes, in the words browsers use (web/storage_errors.js sorts them).

const error = (name, message) => new DOMException(message, name);
const lost = () => error('UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again');
const quota = () => error('QuotaExceededError', 'The quota has been exceeded.');
const full = () => error('UnknownError', 'Internal error committing transaction: IO error (FILE_ERROR_NO_SPACE)');
const aborts = (reason) => (transaction) => { transaction.end_with_abort(reason()); };
const loses = (how) => (transaction) => { transaction.db.lose(how); };

export const faults = {
  // db.transaction() is called on a connection that is gone without a word.
  transaction: {
    'closed unsaid': { strike(database) { database.lose({ told: false }); } },
  },
  request: {
    'request fails': { strike: (transaction) => transaction.fail_request(error('UnknownError', 'Internal error.')) },
    'out of quota': { strike: aborts(quota) },
    aborted: { strike: aborts(() => null) },
    'connection lost': { strike: loses() },
  },
  commit: {
    'out of quota': { strike: aborts(quota) },
    aborted: { strike: aborts(() => error('AbortError', 'The transaction was aborted, so the request cannot be fulfilled.')) },
    'commit fails': { strike: aborts(() => error('UnknownError', 'Internal error committing transaction.')) },
    'disk full': { strike(transaction) { transaction.db.lose({ reason: full() }); } },
    'connection lost': { strike: loses() },
    // It is on the disk, and the page hears that it is not.
    'answer lost': { written: true, strike(transaction) {
      transaction.error = lost();
      transaction.tell_abort(transaction.error);
      transaction.db.lose();
    } },
  },
  open: {
    'open fails': { strike(request) { request.fail(error('UnknownError', 'Internal error opening backing store for indexedDB.open.')); } },
    'open aborted': { strike(request) { request.fail(error('AbortError', 'The open request was aborted.')); } },
    'open hangs': { strike(request) { request.sleep(Infinity); } },
    'open is late': { strike(request) { request.sleep(request.base.world.now + 6000); } },
    'open is blocked': { strike(request) {
      request.sleep(request.base.world.now + 6000);
      request.onblocked?.({ type: 'blocked', target: request });
    } },
  },
};

// Mistakes that could be made in web/storage*.js. Each must be found, or the tests of this folder are worth nothing: by some of K4's
// seeds, by K3's story of that name (not every mistake can be seen by both). A text that has changed in the code is changed here, too.

const file = 'storage.js';
const connection = 'storage_connection.js';
const journal = 'journal.js';

export const mutations = {
  'a commit is only relaxed': { K4: true, K3: 'one commit', changes: [[file, "{ durability: 'strict' }", "{ durability: 'relaxed' }"]] },
  'a commit is acknowledged before it is complete': { K4: true, K3: 'one commit', changes: [
    [file, "if (await finished === 'abort') {", 'if (false) {']] },
  'an aborted commit counts as stored': { K4: true, K3: 'one commit', changes: [
    [file, "transaction.onabort = () => resolve('abort');", "transaction.onabort = () => resolve('complete');"]] },
  'head is not compared': { K4: true, K3: 'two tabs write the same bucket', changes: [
    [file, 'if (head !== expectHead || renamed) throw', 'if (head > expectHead + 1e6 || renamed) throw']] },
  'head is only compared when it is lower': { K4: true, K3: 'two tabs write the same bucket', changes: [
    [file, 'if (head !== expectHead || renamed) throw', 'if (head < expectHead || renamed) throw']] },
  'the index of commits is not asked': { K3: 'one commit', changes: [[file, 'if (earlier.length > 0) throw', 'if (earlier.length > 1e6) throw']] },
  'a retry is told the stored head in place of its own': { K3: 'an import beside the edits of another tab', changes: [
    [file, 'head: Math.max(expectHead, ...earlier) });', 'head });']] },
  'journal rows have a transaction of their own': { K4: true, K3: 'one commit', changes: [
    [file, 'for (const entry of', "const apart = database.transaction('journal', 'readwrite', { durability: 'strict' }).objectStore('journal');\n      for (const entry of"],
    [file, 'journal.add(entry)', 'apart.add(entry)']] },
  'the meta has a transaction of its own': { K4: true, K3: 'one commit', changes: [
    [file, "if (batch.meta !== null) meta.put(compact(batch.meta), 'app');",
      "if (batch.meta !== null) database.transaction('meta', 'readwrite', { durability: 'strict' }).objectStore('meta').put(compact(batch.meta), 'app');"]] },
  'a row is put over another one': { K4: true, K3: 'two tabs write the same bucket', changes: [
    [file, 'if (head !== expectHead || renamed) throw', 'if (head > expectHead + 1e6 || renamed) throw'], [file, 'journal.add(entry)', 'journal.put(entry)']] },
  'no block of dots is reserved': { K4: true, K3: 'one commit', changes: [[file, 'nextDot: nextDot + dotBlock, was }', 'nextDot, was }']] },
  'dots are reserved without waiting for the disk': { K4: true, K3: 'one commit', changes: [
    [file, 'value = await body(transaction);', "value = await body(transaction);\n    if (stores.length === 2) return value;"]] },
  'what belongs together is read in two transactions': { K4: true, K3: 'one commit', changes: [
    [file, 'const { head, meta } = await readMeta(transaction);\n      await each_bucket', "const { head, meta } = await readMeta(database.transaction(['meta'], 'readonly'));\n      await each_bucket"]] },
  'the keys of a commit stand nowhere': { K4: true, K3: 'one commit', changes: [[journal, 'entry.keys = keys;', 'entry.keys = [];']] },
  'a gap is not noticed': { K4: true, K3: 'a tab that slept through pruning loads everything', changes: [[file, 'const gap = entries.length !== newest - head;', 'const gap = false;']] },
  'an empty bucket is stored': { K4: true, K3: 'the last bucket is removed', changes: [[file, 'if (bytes.length === 0) buckets.delete(key);', 'if (false) buckets.delete(key);']] },
  'pruning takes the newest rows': { K4: true, K3: 'old rows are pruned', changes: [[file, 'upperBound(head - limits.entries), limits.atOnce', 'upperBound(head), limits.atOnce']] },
  'a lost connection is not replaced': { K4: true, K3: 'one commit', changes: [[file, 'if (database && !error.final) connection.forget(database);', '']] },
  'the schema fence is not looked at': { K3: 'a newer build writes beside an older one', changes: [[file, 'if (fence.minWriter > mine) {', 'if (false) {']] },
  'another database in the place of ours is taken for it': { K3: 'the site is cleared under an open tab', changes: [
    [file, 'if (actor?.id === actorId) return false;', 'return false;']] },
  'a database that vanished is made anew without a word': { K3: 'the site is cleared under an open tab', changes: [
    [connection, '} else if (!mayCreate) {', '} else if (false) {'], [file, 'if (actor?.id === actorId) return false;', 'return false;']] },
  'a name beside a copied browser makes a vanished database anew': { K3: 'a new name for a database that has vanished', changes: [
    [file, "withDatabase(actorId === null || renew === 'lost', async (database)", 'withDatabase(actorId === null || renew !== null, async (database)'],
    [file, "!(renew === 'lost' && actor === undefined)", '!(renew && actor === undefined)']] },
  'an open that comes late is left open': { K3: 'another page deletes the database', changes: [[connection, 'if (late) request.result.close();', '']] },
  'a renewal whose answer was lost is not known again': { K3: 'the browser loses the newest commits', changes: [
    [file, 'const ours = actor?.id === newcomer;', 'const ours = false;']] },
  'something else is awaited inside of a transaction': { K4: true, K3: 'one commit', changes: [
    [file, 'const at = now();', 'await pause(1);\n      const at = now();']] },
};

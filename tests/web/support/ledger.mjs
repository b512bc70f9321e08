// What a page was heard to call saved, and whether that is what it has after it was killed.
import assert from 'node:assert/strict';

// What was acknowledged: by id where a deal is and what it is called; `doubtful` is the one edit that was on its way.
export function make_ledger() {
  const deals = new Map();
  let doubtful = null;
  let acknowledged = 0;
  return {
    deals,
    get acknowledged() { return acknowledged; },
    begin(id, change) { doubtful = { id, change }; },
    done(id) {
      Object.assign(deals.get(id), doubtful.change);
      doubtful = null;
      acknowledged += 1;
    },
    // Compares with an export and takes over what became of the doubtful edit.
    settle(records, when) {
      const names = new Map(records.filter(({ type }) => type === 'stage').map((stage) => [stage.id, stage.name]));
      const found = records.filter(({ type }) => type === 'deal');
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length, `${when}: a deal stands twice`);
      if (deals.size > 0) assert.equal(found.length, deals.size, `${when}: deals in the export`);
      for (const { id, title = '', position } of found) {
        const is = { title, stage: names.get(position.stage) };
        const was = deals.get(id);
        deals.set(id, is);
        if (!was) continue;
        const { title: typed = was.title, stage: moved = was.stage } = doubtful?.id === id ? doubtful.change : {};
        assert.ok(is.stage === was.stage || is.stage === moved, `${when}: ${was.title} was in ${was.stage}, is in ${is.stage}`);
        // Typing is stored piece by piece: any beginning of it is a whole edit.
        assert.ok(is.title === was.title || (typed !== was.title && typed.startsWith(is.title)), `${when}: was called ${was.title}, is called ${is.title}`);
      }
      doubtful = null;
    },
  };
}

// K3's stories. Each is told by a generator: what it does to the browser `b` it does at once, and `yield` lets the browser go on until
// nothing moves any more, `yield n` for n steps. `ends: 'reported'` says that no tab is able to save at the end.

const add = (...keys) => ({ kind: 'add', keys });
const clear = (...keys) => ({ kind: 'clear', keys });
const replace = { kind: 'replace', keys: ['new/0', 'new/1'] };
const undo = { kind: 'undo' };
const remark = { kind: 'remark' };
const buckets = (count, name = 'import') => Array.from({ length: count }, (_, index) => `${name}/${String(index).padStart(4, '0')}`);
const imports = (count) => ({ kind: 'import', keys: buckets(count) });
const small_journal = { journal: { entries: 2, days: 0, every: 2, atOnce: 2 } };

export const scenarios = {
  *'first open'(b) {
    b.tab();
    yield;
  },
  *'first open of two tabs at once'(b) {
    b.tab();
    b.tab();
    yield;
  },
  *'one commit'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
  },
  *'commits one after the other'(b) {
    const a = b.tab();
    yield;
    for (let index = 0; index < 6; index += 1) {
      b.edit(a, add(`deal/${index % 3}`));
      yield;
    }
  },
  *'edits faster than the disk'(b) {
    const a = b.tab();
    yield;
    for (let index = 0; index < 6; index += 1) {
      b.edit(a, add(`deal/${index % 3}`, 'stage/0'));
      yield 3;
    }
    yield;
  },
  *'edits before everything is loaded'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0', 'deal/1'));
    yield;
    const c = b.tab();
    for (let index = 0; index < 8; index += 1) {
      b.edit(c, add('deal/1'));
      yield 3;
    }
    yield;
  },
  *'one commit of many buckets'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('a/1', 'b/1', 'c/1', 'd/1', 'e/1'));
    yield;
  },
  *'an import of 1,000 buckets'(b) {
    const a = b.tab();
    yield;
    b.edit(a, imports(1000));
    yield;
  },
  *'an import beside the edits of another tab'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, imports(4));
    b.edit(c, add('deal/0'));
    yield 5;
    b.edit(c, add('deal/1'));
    yield;
  },
  *'buckets are removed'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0', 'deal/1', 'deal/2'));
    yield;
    b.edit(a, clear('deal/0', 'deal/2'));
    yield;
  },
  *'the last bucket is removed'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.edit(a, clear('deal/0'));
    yield;
    b.edit(a, add('deal/0'));
    yield;
  },
  *'everything is replaced'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0', 'deal/1', 'stage/0'));
    yield;
    b.edit(a, replace);
    yield;
  },
  *'everything is replaced while another tab edits'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, add('deal/0', 'deal/1'));
    yield;
    b.edit(a, replace);
    b.edit(c, add('deal/0'));
    yield;
  },
  *'undo'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0', 'deal/1'));
    yield;
    b.edit(a, undo);
    yield;
  },
  *'undo of an edit that is not stored yet'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(c, add('deal/0'));
    b.edit(a, add('deal/0'));
    yield 2;
    b.edit(a, undo);
    yield;
  },
  *'a commit that touches no bucket'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.edit(a, remark);
    yield;
  },
  *'old rows are pruned'(b) {
    const a = b.tab(small_journal);
    yield;
    for (let index = 0; index < 6; index += 1) {
      b.edit(a, add(`deal/${index % 2}`));
      yield;
    }
  },
  *'old rows are pruned by a commit of many rows'(b) {
    const a = b.tab(small_journal);
    yield;
    b.edit(a, add('deal/0'));
    for (let index = 0; index < 5; index += 1) b.edit(a, add(`deal/${index}`));
    yield;
    for (let index = 0; index < 7; index += 1) b.edit(a, add(`deal/${index}`));
    yield;
  },
  *'a second tab follows'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.edit(a, clear('deal/0'));
    yield;
    b.edit(c, add('deal/1'));
    yield;
  },
  *'a tab that hears nothing looks when it is looked at'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.deaf(c);
    for (let index = 0; index < 3; index += 1) b.edit(a, add('deal/0'));
    yield;
    b.focus(c);
    yield;
  },
  *'a tab that slept through pruning loads everything'(b) {
    const [a, c] = [b.tab(small_journal), b.tab(small_journal)];
    yield;
    b.freeze(c, true);
    for (let index = 0; index < 6; index += 1) {
      b.edit(a, index === 3 ? replace : add('deal/0'));
      yield;
    }
    b.freeze(c, false);
    b.focus(c);
    yield;
  },
  *'a tab that slept through pruning keeps its own edit'(b) {
    const [a, c] = [b.tab(small_journal), b.tab(small_journal)];
    yield;
    b.deaf(c);
    for (let index = 0; index < 6; index += 1) {
      b.edit(a, add('deal/0'));
      yield;
    }
    b.edit(c, add('deal/0'));
    yield;
  },
  *'two tabs write the same bucket'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, add('deal/0'));
    b.edit(c, add('deal/0'));
    yield;
  },
  *'three tabs write in turns'(b) {
    const tabs = [b.tab(), b.tab(), b.tab()];
    yield;
    for (let index = 0; index < 4; index += 1) {
      b.edit(tabs[index % 3], index === 2 ? clear('deal/0') : add('deal/0', `deal/${index}`));
      yield 4;
    }
    yield;
  },
  *'a tab opens between two commits'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield 3;
    b.tab();
    for (let index = 0; index < 5; index += 1) {
      yield 5;
      b.edit(a, add('deal/0', `deal/${index}`));
    }
    yield;
  },
  *'close and open again'(b) {
    for (let index = 0; index < 3; index += 1) {
      const a = b.tab();
      yield;
      b.edit(a, add('deal/0'));
      yield;
      b.kill(a);
      yield;
    }
    b.tab();
    yield;
  },
  *'a newer build writes beside an older one'(b) {
    const [old, young] = [b.tab(), b.tab({ schema: 2 }, 2)];
    yield;
    b.edit(old, add('deal/0'));
    yield;
    b.edit(young, add('deal/0'));
    yield;
    b.edit(old, add('deal/1'));  // refused
    yield;
    b.tab();                     // and no dots for this one
    yield;
    b.forget_old(2);
  },
  *'a newer build raises the schema only as far as it must'(b) {
    const [old, young] = [b.tab(), b.tab({ schema: 2 })];
    yield;
    b.edit(young, add('deal/0'));
    yield;
    b.edit(old, add('deal/0'));
    yield;
  },
  *'a tab is killed while it commits'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, add('deal/0'));
    yield 4;
    b.edit(c, add('deal/0'));
    yield 2;
    b.kill(a);
    yield;
  },
  *'a tab freezes inside of its commit'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, add('deal/0'));
    yield 3;
    b.freeze(a, true);
    b.edit(c, add('deal/0'));
    yield;
    b.freeze(a, false);
    yield;
  },
  *'a frozen tab that holds nothing stops nobody'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.freeze(a, true);
    b.edit(c, add('deal/0'));
    yield;
    b.should(c.saved(), 'the frozen tab keeps the other one from saving');
    b.freeze(a, false);
    yield;
  },
  *'connections close between commits'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.lose(a, { told: true });
    b.edit(a, add('deal/0'));
    yield;
    b.lose(a, { told: false });
    b.edit(a, add('deal/0'));
    yield;
  },
  *'room is made on a full disk'(b) {
    let left = 2;
    const a = b.tab({ makeRoom: async () => (left -= 1) >= 0 });
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.edit(a, add('deal/1'));
    yield;
  },
  *'the site is cleared under an open tab'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.clear_site();
    yield;
    b.edit(a, add('deal/1'));
    yield;
    b.should(a.failure === 'corrupt' && !a.saved(), 'a database that vanished was not reported');
    b.must(b.version() === 0, 'an empty database was put in the place of the one that vanished');
    b.retry(a);  // by hand, and then everything is written anew
    yield;
  },
  *'a new name for a database that has vanished'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.clear_site();
    b.renew(a);
    yield;
    b.must(b.version() === 0, 'an empty database was put in the place of the one that vanished');
    b.kill(a);
  },
  *'another page deletes the database'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.delete_database();
    yield;
    b.edit(a, add('deal/1'));
    yield;
    b.should(!a.saved(), 'saved into a database that was deleted');
    b.must(b.version() === 0, 'an empty database was put in the place of the one that was deleted');
    b.kill(a);
  },
  *'the browser loses the newest commits'(b) {
    const a = b.tab();
    yield;
    b.edit(a, add('deal/0'));
    yield;
    const before = b.remember();
    b.edit(a, add('deal/0'));
    b.edit(a, add('deal/1'));
    yield;
    b.kill(a);
    yield;
    b.roll_back(before);
    const c = b.tab();
    yield;
    if (!c.lost) return;  // a fault kept it from looking
    b.edit(c, add('deal/2'));
    yield;
    b.accept_loss(c);
    yield;
    b.edit(c, add('deal/2'));
    yield;
  },
  *'everything is loaded anew while a new name is asked for'(b) {
    const a = b.tab();
    yield;
    const before = b.remember();
    b.edit(a, add('deal/0'));
    yield;
    b.kill(a);
    b.roll_back(before);
    const c = b.tab(small_journal);
    yield;
    if (!c.lost) return;  // a fault kept it from looking
    b.deaf(c);
    b.forget_last();
    const d = b.tab(small_journal);
    yield;
    for (let index = 0; index < 6; index += 1) {
      b.edit(d, add(`deal/${index}`));
      yield;
    }
    b.kill(d);
    yield;
    b.focus(c);
    b.accept_loss(c);
    b.edit(c, add('deal/0'));
    yield;
  },
  *'a new name beside another tab'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.edit(a, add('deal/0'));
    yield;
    b.renew(a);
    yield;
    b.edit(a, add('deal/0'));
    yield 3;
    b.edit(c, add('deal/0'));
    yield;
    b.should(c.actor === a.actor && c.saved(), 'the other tab has not taken the new name');
  },
  *'a new name beside another tab with an unsaved edit'(b) {
    const [a, c] = [b.tab(), b.tab()];
    yield;
    b.renew(a);
    b.edit(c, add('deal/0'));
    b.edit(a, add('deal/0'));
    yield 3;
    b.edit(c, add('deal/1'));
    yield;
  },
};

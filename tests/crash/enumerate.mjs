// K3: a story is told once, and at every boundary (after every request, every event, every write) the power could go. What would
// then be on the disk is remembered, and for each such state the future is looked into: a new tab opens, loads, and saves. Then the
// story is told again and again, with one fault at one place each time, and at every boundary of these the power could go, too.

import { Client, database } from './client.mjs';
import { faults } from './faults.mjs';
import { Oracle } from './oracle.mjs';
import { Base } from './fake_indexeddb.mjs';
import { createStorage as real } from './subject.mjs';
import { World } from './world.mjs';

// Of one of these nobody hears but storage.js: the work is repeated. (A load that has begun to deliver is the one exception.)
const hidden = ['closed unsaid', 'connection lost', 'answer lost', 'aborted', 'open fails', 'open aborted', 'open hangs', 'open is late', 'open is blocked'];

// Requests of a large transaction at which a fault strikes: both ends, and some between.
const struck = (index, count) => count <= 40 || index < 2 || index >= count - 2 || index === 500;

// What a script may do to the browser.
const browser = (world, oracle, createStorage, device) => {
  const clients = [];
  const now = (tab, run) => world.agenda.push(world.act(tab, run));
  const gone = (client) => clients.splice(clients.indexOf(client), 1);
  const base = () => world.base(database);
  return {
    clients,
    tab(options = {}, minWriter = 1) {
      const client = new Client(world, oracle, createStorage, { device, options, minWriter });
      clients.push(client);
      return client;
    },
    edit: (client, command) => now(client.tab, () => client.run(command)),
    focus: (client) => now(client.tab, () => client.tab.focus()),
    retry: (client) => now(client.tab, () => client.retry()),
    renew: (client) => now(client.tab, () => { if (client.complete()) client.renew('copied'); }),
    accept_loss: (client) => now(client.tab, () => client.accept_loss()),
    deaf: (client) => { client.tab.channels = []; },
    freeze: (client, frozen) => { client.tab.frozen = frozen; },
    kill(client) {
      world.kill(client.tab);
      gone(client);
    },
    lose(client, how) { for (const connection of base().connections.filter((each) => each.tab === client.tab)) connection.lose(how); },
    clear_site: () => base().clear(),
    delete_database: () => base().delete(),
    version: () => base().state.version,
    forget_last: () => { device.last = 0; },  // what a tab knows that the user has told to go on
    remember: () => base().state,
    roll_back(state) {
      world.bases.set(database, new Base(world, database, state));
      oracle.rolled_back(base());
    },
    // Tabs of an older build stay as they are: they only read.
    forget_old(schema) {
      world.schema = schema;
      for (const client of clients.filter((each) => each.minWriter < schema)) this.kill(client); },
    must: (truth, text) => oracle.claim(truth, text),
    // What holds as long as nothing else goes wrong.
    should: (truth, text) => oracle.claim(truth || world.struck, text),
  };
};

// Tells a story; -> the oracle that watched.
const tell = async (script, createStorage, hooks) => {
  const oracle = new Oracle();
  await tell_all(script, createStorage, oracle, hooks).catch((error) => oracle.claim(false, `broke: ${error.stack}`));
  return oracle;
};

const tell_all = async (script, createStorage, oracle, { fault, on_boundary }) => {
  const device = {};
  const fault_once = (...where) => {
    const struck_here = fault(...where);
    if (struck_here) world.struck = true;
    return struck_here;
  };
  const world = new World({ fault: fault_once, on_write: (base) => oracle.on_write(base), on_boundary: () => on_boundary(world, oracle, device) });
  Object.assign(world, { agenda: [], struck: false, schema: 1 });
  const b = browser(world, oracle, createStorage, device);
  const go = async (steps) => {
    const stop = () => oracle.wrong.length > 0;
    const quiet = await world.run({ steps: steps ?? 50000, stop, at_step: () => world.agenda.shift() ?? null });
    oracle.claim(quiet || steps !== undefined || oracle.wrong.length > 0, 'the tabs never come to rest');
  };
  for (const steps of script(b)) {
    await go(steps);
    if (oracle.wrong.length > 0) return;
  }
  // The user looks at every tab, and loads those anew that say they cannot go on.
  const settled = () => b.clients.every((client) => client.saved() && client.load_state === 'ready');
  for (let round = 0; round < 3 && oracle.wrong.length === 0; round += 1) {
    if (round > 0 && b.clients.length > 0 && settled()) break;
    for (const client of [...b.clients]) {
      if (client.load_state === 'failed' || client.reads_only()) b.kill(client);
      else {
        b.focus(client);
        b.retry(client);
      }
    }
    if (b.clients.length === 0 && round < 2) b.tab({ schema: world.schema }, world.schema);
    await go();
  }
  if (oracle.wrong.length > 0) return;
  for (const client of b.clients) {
    oracle.claim(client.saved(), `tab ${client.tab.id} is not saved: ${client.load_state}, ${client.failure}`);
    if (client.saved()) oracle.compare(client, 'at the end');
  }
};

// What a tab finds after a power cut, and that it can go on from there. -> complaints
const look_into_future = async ({ state, oracle, last }, createStorage, on_boundary = () => {}) => {
  const world = new World({ on_write: (base) => oracle.on_write(base), on_boundary: () => on_boundary(world, oracle, client.device) });
  const base = new Base(world, database, state);
  world.bases.set(database, base);
  Object.assign(world, { tab_ids: 1000, orders: 10007 });  // another life: other names, other chance
  oracle.after_power_cut(base);
  const schema = state.tables.meta?.values.get('schema')?.minWriter ?? 1;
  const client = new Client(world, oracle, createStorage, { device: { last }, options: { schema }, minWriter: schema });
  const rest = { stop: () => oracle.wrong.length > 0 };
  await world.run(rest);
  oracle.claim(client.load_state === 'ready', `nothing was loaded: ${client.failure}`);
  if (client.lost) return oracle.wrong;  // of a story in which the browser loses commits
  if (oracle.wrong.length === 0) oracle.compare(client, 'loaded');
  await world.run({ ...rest, steps: 1, at_step: () => world.act(client.tab, () => client.run({ kind: 'add', keys: ['deal/0'] })) });
  await world.run(rest);
  oracle.claim(client.saved(), 'nothing can be saved any more');
  if (oracle.wrong.length === 0) oracle.compare(client, 'saved');
  return oracle.wrong;
};

// Two states of the disk are the same when the same rows have led there, and as many of them are kept: the oracle has seen to it that
// everything else follows from the rows. Actors are made by chance and left out.
const signature = ({ version, tables }, oracle, last) => {
  if (version === 0) return `none ${oracle.cleared}`;
  const [head, actor, schema] = ['head', 'actor', 'schema'].map((key) => tables.meta.values.get(key));
  const rows = oracle.log.slice(0, head).map((row) => row.kind + row.id.slice(8));
  return [rows, tables.journal.keys[0], actor?.nextDot, schema?.minWriter, schema?.data, oracle.acked.size, oracle.blocks.length, oracle.cleared, last].join();
};

// Remembers what the power could leave at each boundary, the same state under the same promises once.
const cut_everywhere = (counts, seen = new Set()) => {
  let before = '';
  const futures = [];
  const on_boundary = (world, oracle, { last }) => {
    counts.boundaries += 1;
    if (oracle.wrong.length > 0) return;
    const base = world.base(database);
    const now = `${base.writes} ${oracle.acked.size} ${oracle.blocks.length} ${last}`;
    if (now === before) return;
    before = now;
    for (const state of base.after_power_cut()) {
      const what = signature(state, oracle, last);
      if (seen.has(what)) continue;
      seen.add(what);
      futures.push({ state, oracle: oracle.fork(), last });
    }
  };
  return { futures, on_boundary };
};

// -> {wrong: [text], counts}. `stop_at_first` is for those who only want to know whether.
export const enumerate = async (name, script, { createStorage = real, stop_at_first = false } = {}) => {
  const counts = { boundaries: 0, futures: 0, faults: 0 };
  const wrong = [];
  const complain = (where, texts) => { if (texts.length > 0) wrong.push(`${name}, ${where}: ${texts[0]}`); };

  const seen = new Set();
  const usual = new Set();
  const tell_and_cut = async (where, fault, { deep = false, kind = null } = {}) => {
    const { futures, on_boundary } = cut_everywhere(counts, seen);
    const { wrong: found, failures } = await tell(script, createStorage, { fault, on_boundary });
    complain(where, found);
    if (deep) for (const each of failures) usual.add(each);
    const told = [...failures].filter((each) => !usual.has(each) && !/^(load|since)/.test(each));
    if (hidden.includes(kind)) complain(where, told.map((each) => `a tab was told: ${each}`));
    const seen_inside = new Set();
    for (const future of futures) {
      counts.futures += 1;
      const inner = cut_everywhere(counts, seen_inside);
      complain(`${where}, power cut`, await look_into_future(future, createStorage, deep ? inner.on_boundary : undefined));
      for (const second of inner.futures) {
        counts.futures += 1;
        complain(`${where}, two power cuts`, await look_into_future(second, createStorage));
      }
    }
  };

  // The first telling also counts where faults can strike: [place, how many have been before, of which transaction].
  const places = [];
  const sizes = new Map();
  await tell_and_cut('no fault', (place, tab, subject) => {
    const index = sizes.get(subject) ?? 0;
    if (place === 'request') sizes.set(subject, index + 1);
    places.push([place, subject, index]);
    return null;
  }, { deep: true });

  for (const [at, [place, subject, index]] of places.entries()) {
    if (place === 'request' && !struck(index, sizes.get(subject))) continue;
    for (const kind of Object.keys(faults[place])) {
      if (stop_at_first && wrong.length > 0) return { wrong, counts };
      counts.faults += 1;
      let passed = 0;
      await tell_and_cut(`${kind} at place ${at}`, () => ((passed += 1) - 1 === at ? faults[place][kind] : null), { kind });
    }
  }
  return { wrong, counts };
};

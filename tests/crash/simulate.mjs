// K4: one seed is one story of two to four tabs that edit the same data, while the browser does what browsers do. What happens, when,
// and what goes wrong follows from the seed alone.

import { Client, database } from './client.mjs';
import { faults } from './faults.mjs';
import { Oracle } from './oracle.mjs';
import { createStorage as real } from './subject.mjs';
import { World, random_of } from './world.mjs';

const keys = ['deal/0', 'deal/1', 'deal/2', 'person/0', 'stage/0'];
const stories = {
  calm: { faults: 0, kills: 0, cuts: 0, lost: 0, renewals: 0 },
  'lossy messages': { faults: 0, kills: 0.01, cuts: 0, lost: 0.4, renewals: 0 },
  'failing browser': { faults: 0.01, kills: 0.005, cuts: 0, lost: 0.1, renewals: 0 },
  'failing badly': { faults: 0.06, kills: 0.005, cuts: 0.002, lost: 0.3, renewals: 0 },
  'power cuts': { faults: 0, kills: 0.01, cuts: 0.01, lost: 0.1, renewals: 0 },
  'new names': { faults: 0.005, kills: 0.005, cuts: 0.002, lost: 0.2, renewals: 0.01 },
  everything: { faults: 0.02, kills: 0.01, cuts: 0.004, lost: 0.3, renewals: 0.004 },
};

// A page that tells its user that it only reads, and is loaded anew.
const is_over = (client) => client.load_state === 'failed' || client.reads_only();

// -> {seed, wrong: [text], counts}
export const simulate = async (seed, { createStorage = real, trace = null } = {}) => {
  const oracle = new Oracle();
  const counts = { faults: 0, kills: 0, cuts: 0, renewals: 0, edits: 0, commits: 0, steps: 0 };
  await live(seed, createStorage, oracle, counts, trace).catch((error) => oracle.claim(false, `broke: ${error.stack}`));
  return { seed, wrong: oracle.wrong, counts };
};

const live = async (seed, createStorage, oracle, counts, trace) => {
  const random = random_of(seed);
  const story = stories[random.one_of(Object.keys(stories))];
  const device = {};
  let calm = false;
  const fault = (place) => {
    if (calm || !random.chance(story.faults)) return null;
    const name = random.one_of(Object.keys(faults[place]));
    trace?.(`fault: ${name}`);
    counts.faults += 1;
    return faults[place][name];
  };
  // Lost, on its way, late, or twice.
  const deliveries = () => (!calm && random.chance(story.lost) ? random.one_of([[], [], [random.below(4000)], [0, random.below(4000)]]) : [0]);
  const world = new World({ random, fault, deliveries, on_write: (base) => oracle.on_write(base) });
  if (trace) world.on_event = ({ tab, what }) => trace(`${world.steps}. ${what}${tab ? ` of tab ${tab.id}` : ''}`);

  // Small limits, so that rows are pruned under the eyes of tabs that sleep.
  const options = () => ({
    journal: random.chance(0.3) ? { entries: 3, days: 0, every: 2, atOnce: 2 } : { entries: 2000, days: 30, every: 32, atOnce: 64 },
    watchdogMs: 5000,
    makeRoom: async () => random.chance(0.2),
  });
  const limits = options();
  let clients = [];
  const wanted = 2 + random.below(3);
  const open = () => {
    const client = new Client(world, oracle, createStorage, { device, options: limits });
    client.tab.weight = random.one_of([1, 1, 0.1, 0.02]);
    clients.push(client);
  };
  const kill = (client) => {
    world.kill(client.tab);
    clients = clients.filter((each) => each !== client);
  };
  const command = () => {
    const kind = random.one_of(['add', 'add', 'add', 'add', 'clear', 'undo', 'replace', 'import']);
    if (kind === 'import') return { kind, keys: [0, 1, 2].map((index) => `import/${counts.edits}-${index}`) };
    if (kind === 'replace') return { kind, keys: ['new/0', 'new/1'] };
    return { kind, keys: kind === 'add' && random.chance(0.3) ? [...new Set([random.one_of(keys), random.one_of(keys)])] : [random.one_of(keys)] };
  };
  const edit = () => {
    const client = random.one_of(clients);
    if (!client.tab.awake()) return null;
    counts.edits += 1;
    const wish = command();
    trace?.(`tab ${client.tab.id}: ${wish.kind} ${wish.keys}`);
    return world.act(client.tab, () => client.run(wish));
  };
  const edits = 5 + random.below(25);

  const at_step = () => {
    if (clients.length === 0 || (clients.length < wanted && random.chance(0.03))) return world.act(null, open);
    if (counts.edits < edits && random.chance(0.06)) return edit();
    if (random.chance(story.kills)) {
      counts.kills += 1;
      trace?.('kill');
      return world.act(null, () => kill(random.one_of(clients)));
    }
    if (random.chance(story.cuts)) {
      counts.cuts += 1;
      trace?.('power cut');
      return world.act(null, () => {
        clients = [];
        world.cut_power();
        oracle.after_power_cut(world.base(database));
      });
    }
    if (random.chance(0.01)) {
      const client = random.one_of(clients);
      client.tab.frozen = !client.tab.frozen;
    }
    if (random.chance(story.renewals)) {
      // A copied profile, or a database that was doubted: the tab takes another name beside all others.
      const client = random.one_of(clients);
      trace?.(`tab ${client.tab.id}: another name`);
      counts.renewals += 1;
      if (client.tab.awake() && client.complete() && !client.reads_only()) return world.act(client.tab, () => client.renew('copied'));
    }
    if (random.chance(0.02)) return look(random.one_of(clients));
    // The user reloads a page that says it cannot go on.
    const broken = clients.find(is_over);
    if (broken && random.chance(0.1)) return world.act(null, () => kill(broken));
    return null;
  };
  const look = (client) => (client.tab.awake() ? world.act(client.tab, () => { client.tab.focus(); client.retry(); }) : null);

  const stop = () => oracle.wrong.length > 0 || (counts.edits >= edits && random.chance(0.01));
  for (let pauses = 0; pauses < 200 && !stop(); pauses += 1) {
    // All is quiet, and nobody has done anything yet that would go on.
    if (await world.run({ at_step, stop })) await world.run({ steps: 1, at_step: () => (clients.length > 0 && counts.edits < edits ? edit() : null) });
  }

  // The storm is over: nobody is frozen, nothing fails, and every tab is looked at until nothing moves any more.
  calm = true;
  for (const client of clients) client.tab.frozen = false;
  const rest = { stop: () => oracle.wrong.length > 0 };
  const settle = async () => {
    const quiet = await world.run(rest);
    oracle.claim(quiet || oracle.wrong.length > 0, 'the tabs never come to rest');
  };
  await settle();
  if (story === stories.calm && oracle.wrong.length === 0) {
    // No message was lost and nothing has failed: nobody needs to be looked at.
    for (const client of clients) if (client.load_state === 'ready') oracle.compare(client, 'before anybody looked');
  }
  for (let round = 0; round < 4 && oracle.wrong.length === 0; round += 1) {
    await settle();
    for (const client of clients.filter(is_over)) kill(client);
    if (clients.length === 0) open();
    for (const client of clients) await world.run({ ...rest, steps: 1, at_step: () => look(client) });
  }
  await settle();
  if (oracle.wrong.length === 0) {
    for (const client of clients) {
      oracle.claim(client.saved(), `tab ${client.tab.id} is not saved: ${client.load_state}, ${client.failure}, ${client.pending.length} waiting`);
      oracle.compare(client, 'at the end');
    }
  }
  const { commits, conflicts, gaps } = oracle;
  Object.assign(counts, { commits, conflicts, gaps, steps: world.steps });
};

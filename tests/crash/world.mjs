// A browser with its tabs, and the one hand that moves everything: nothing happens but what the world picks next among what could
// happen. There is no real time and no real timer in it; with the same seed the same happens.

import { Base, create_factory } from './fake_indexeddb.mjs';
import { KeyRange } from './fake_values.mjs';

let running = null;  // the tab whose task is under way: to it belong the timers that are set

const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
const crypto = globalThis.crypto;
globalThis.IDBKeyRange = KeyRange;
Object.defineProperty(globalThis, 'crypto', { configurable: true, value: {
  getRandomValues: (bytes) => (running ? running.world.fill(bytes) : crypto.getRandomValues(bytes)),
} });
globalThis.setTimeout = (run, ms, ...rest) => (running ? running.set_timer(run, ms) : real.setTimeout(run, ms, ...rest));
globalThis.clearTimeout = (timer) => (timer?.tab ? timer.tab.clear_timer(timer) : real.clearTimeout(timer));

export const random_of = (seed) => {
  let state = Math.imul(seed + 1, 0x9E3779B1) >>> 0;
  const next = () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (count) => Math.floor(next() * count),
    chance: (part) => next() < part,
    one_of: (list) => list[Math.floor(next() * list.length)],
  };
};

// What a tab is to the program in it: a factory of databases, timers, messages of other tabs, and being looked at.
export class Tab {
  constructor(world, id) {
    Object.assign(this, { world, id, alive: true, frozen: false, timers: [], mail: [], channels: [], listeners: [], inbox: [] });
    this.weight = 1;
    this.on_frame = () => {};
    this.factory = create_factory(world, this);
    const tab = this;
    const listen = (type, run, { signal } = {}) => {
      const entry = { type, run };
      this.listeners.push(entry);
      signal?.addEventListener('abort', () => { this.listeners = this.listeners.filter((each) => each !== entry); });
    };
    this.page = {  // as web/tabs.js takes it
      document: { visibilityState: 'visible', addEventListener: listen },
      addEventListener: listen,
      BroadcastChannel: class {
        constructor(name) {
          Object.assign(this, { name, tab, heard: () => {} });
          tab.channels.push(this);
        }
        addEventListener(type, run) { this.heard = run; }
        postMessage(data) { tab.world.broadcast(this, data); }
        close() { tab.channels = tab.channels.filter((each) => each !== this); }
      },
    };
  }
  awake() { return this.alive && !this.frozen; }
  set_timer(run, ms) {
    const timer = { tab: this, at: this.world.now + ms, run, order: this.world.next_order() };
    this.timers.push(timer);
    return timer;
  }
  clear_timer(timer) { this.timers = this.timers.filter((each) => each !== timer); }
  focus() { for (const { type, run } of this.listeners) if (type === 'focus') run({ type }); }
  // Answers wait here for the next frame, like in the page's Inbox.
  push(event) { this.inbox.push({ event, order: this.world.next_order() }); }

  offer(found) {
    if (!this.awake()) return;
    for (const timer of this.timers) {
      if (timer.at > this.world.now) continue;
      found.push({ tab: this, order: timer.order, what: 'timer', run: () => {
        this.clear_timer(timer);
        timer.run();
      } });
    }
    for (const letter of this.mail) {
      if (letter.at > this.world.now) continue;
      found.push({ tab: this, order: letter.order, what: 'message', run: () => {
        this.mail = this.mail.filter((each) => each !== letter);
        letter.run();
      } });
    }
    if (this.inbox.length > 0) {
      found.push({ tab: this, order: this.inbox[0].order, what: 'frame', run: () => {
        for (const { event } of this.inbox.splice(0)) this.on_frame(event);
      } });
    }
  }
}

export class World {
  // `fault(place, tab, subject)` may answer {strike}; `random` is null for "always the oldest first".
  constructor({ random = null, fault = () => null, deliveries = () => [0], on_write = () => {}, on_boundary = () => {}, on_event = () => {} } = {}) {
    Object.assign(this, { random, fault, deliveries, on_write, on_boundary, on_event });
    Object.assign(this, { now: 1e12, tabs: [], bases: new Map(), alarms: [], orders: 0, tab_ids: 0, steps: 0, broken: null });
  }
  next_order() { return this.orders += 1; }
  base(name) {
    if (!this.bases.has(name)) this.bases.set(name, new Base(this, name));
    return this.bases.get(name);
  }
  open_tab() {
    const tab = new Tab(this, this.tab_ids += 1);
    this.tabs.push(tab);
    return tab;
  }
  // One tab's process dies. What was already being written may still reach the disk.
  kill(tab) {
    tab.alive = false;
    this.tabs = this.tabs.filter((each) => each !== tab);
    for (const base of this.bases.values()) base.forget_tab(tab, () => this.random?.chance(0.5) ?? false);
  }
  // The power goes: of every database one of the states that may be left is left.
  cut_power() {
    for (const tab of this.tabs) tab.alive = false;
    this.tabs = [];
    this.alarms = [];
    for (const [name, base] of this.bases) {
      const states = base.after_power_cut();
      this.bases.set(name, new Base(this, name, this.random ? this.random.one_of(states) : states[0]));
    }
  }
  later(at, run) { this.alarms.push({ at, run, order: this.next_order() }); }
  broadcast(from, data) {
    for (const tab of this.tabs) {
      if (tab === from.tab) continue;
      for (const channel of tab.channels.filter((each) => each.name === from.name)) {
        for (const delay of this.deliveries()) {
          const run = () => channel.heard({ data: structuredClone(data) });
          tab.mail.push({ at: this.now + delay, run, order: this.next_order() });
        }
      }
    }
  }

  possible() {
    const found = [];
    for (const alarm of this.alarms) {
      if (alarm.at <= this.now) {
        found.push({ tab: null, order: alarm.order, what: 'alarm', run: () => {
          this.alarms = this.alarms.filter((each) => each !== alarm);
          alarm.run();
        } });
      }
    }
    for (const base of this.bases.values()) base.offer(found);
    for (const tab of this.tabs) tab.offer(found);
    return found;
  }
  next_time() {
    const awake = this.tabs.filter((tab) => tab.awake());
    const waiting = [...this.alarms, ...awake.flatMap((tab) => [...tab.timers, ...tab.mail])];
    return waiting.reduce((least, { at }) => Math.min(least, at), Infinity);
  }
  pick(found) {
    if (!this.random) return found.reduce((first, event) => (event.order < first.order ? event : first));
    const weight = (event) => event.tab?.weight ?? 1;
    let left = this.random.next() * found.reduce((sum, event) => sum + weight(event), 0);
    return found.find((event) => (left -= weight(event)) <= 0) ?? found.at(-1);
  }

  // The page's source of randomness is the world's, too.
  fill(bytes) {
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = this.random ? this.random.below(256) : (this.orders += 1) * 89;
    return bytes;
  }

  // A task of a tab: what runs, everything that follows from it without a new task, and what the browser does after that.
  begin_task(tab, run) {
    running = tab;
    return run();
  }
  end_task(after) {
    after?.();
    running = null;
    for (const base of this.bases.values()) base.sweep();
  }

  // Lets things happen until nothing can any more, `steps` have been done, or `stop()` says so. -> whether all is quiet
  run({ steps = 20000, stop = () => false, at_step = () => null } = {}) {
    return new Promise((resolve, reject) => {
      const step = (after) => {
        try {
          if (after !== null) {
            this.end_task(after.then);
            this.on_boundary();
            if (stop()) return resolve(false);
          }
          let event = at_step();
          while (!event) {
            const found = this.possible();
            if (found.length > 0) {
              event = this.pick(found);
              break;
            }
            const at = this.next_time();
            if (at === Infinity) return resolve(true);
            this.now = Math.max(at, this.now);
          }
          if (steps-- <= 0) return resolve(false);
          this.steps += 1;
          this.on_event(event);
          this.now += this.random ? this.random.below(3) : 1;
          const then = this.begin_task(event.tab, event.run);
          // By then all promises have settled that can: this is the end of the task.
          setImmediate(step, { then: typeof then === 'function' ? then : undefined });
        } catch (broken) {
          running = null;
          reject(broken);
        }
        return undefined;
      };
      step(null);
    });
  }
  // Something the user does, as a task of its own.
  act(tab, run) { return { tab, order: 0, what: 'user', run: () => { run(); } }; }
}

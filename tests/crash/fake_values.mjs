// What a fake database is made of: keys in order, key ranges, copies of values, and tables that share what nobody has changed.
// Only the keys that Voronka uses: numbers and texts.

const fail = (name, message) => { throw new DOMException(message, name); };

export const check_key = (key) => {
  const valid = typeof key === 'string' || (typeof key === 'number' && !Number.isNaN(key));
  return valid ? key : fail('DataError', `no valid key: ${String(key)}`);
};

// Numbers come before texts.
export const compare_keys = (a, b) => {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
};

export class KeyRange {
  constructor(lower, upper) {
    this.lower = lower;
    this.upper = upper;
  }
  static bound(lower, upper) {
    if (compare_keys(check_key(lower), check_key(upper)) > 0) fail('DataError', 'the lower bound is above the upper one');
    return new KeyRange(lower, upper);
  }
  static upperBound(upper) { return new KeyRange(undefined, check_key(upper)); }
  static lowerBound(lower) { return new KeyRange(check_key(lower), undefined); }
  static only(key) { return new KeyRange(check_key(key), key); }
}

const range_of = (query) => (query === undefined || query === null ? new KeyRange() : query instanceof KeyRange ? query : KeyRange.only(query));

// A structured clone of the kinds that are stored. A view brings the whole buffer below it, as in a browser.
export const clone = (value) => {
  if (value === null || ['undefined', 'number', 'string', 'boolean'].includes(typeof value)) return value;
  if (value instanceof Uint8Array) return new Uint8Array(value.buffer.slice(0), value.byteOffset, value.length);
  if (Array.isArray(value)) return value.map(clone);
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clone(each)]));
  }
  return fail('DataCloneError', `cannot be stored: ${Object.prototype.toString.call(value)}`);
};

// One object store. A table that a transaction has written is never changed again, so a state of the disk is a handful of pointers.
export class Table {
  constructor(key_path = null, indexes = {}, keys = [], values = new Map()) {
    Object.assign(this, { key_path, indexes, keys, values });
  }
  copy() { return new Table(this.key_path, { ...this.indexes }, [...this.keys], new Map(this.values)); }

  position(key) {
    let [from, to] = [0, this.keys.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare_keys(this.keys[middle], key) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
  span(query) {
    const { lower, upper } = range_of(query);
    const from = lower === undefined ? 0 : this.position(lower);
    let to = this.keys.length;
    if (upper !== undefined) {
      to = this.position(upper);
      if (this.values.has(upper)) to += 1;
    }
    return [from, to];
  }
  keys_in(query, count = Infinity) {
    const [from, to] = this.span(query);
    return this.keys.slice(from, Math.min(to, from + count));
  }
  put(key, value) {
    if (!this.values.has(key)) this.keys.splice(this.position(key), 0, key);
    this.values.set(key, value);
  }
  remove(query) {
    const [from, to] = this.span(query);
    for (const key of this.keys.splice(from, to - from)) this.values.delete(key);
  }
}

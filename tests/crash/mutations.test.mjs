// The test of the tests: web/storage*.js with one thing broken each time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enumerate } from './enumerate.mjs';
import { mutations } from './mutations.mjs';
import { scenarios } from './scenarios.mjs';
import { simulate } from './simulate.mjs';
import { broken_storage } from './subject.mjs';

const seeds = 300;

for (const [title, { K3, K4, changes }] of Object.entries(mutations)) {
  test(`it is found when ${title}`, async () => {
    const createStorage = await broken_storage(changes);
    assert.ok(K3 || K4);
    if (K4) {
      let found = false;
      for (let seed = 0; seed < seeds && !found; seed += 1) found = (await simulate(seed, { createStorage })).wrong.length > 0;
      assert.ok(found, `by none of ${seeds} seeds`);
    }
    if (K3) {
      const { wrong } = await enumerate(K3, scenarios[K3], { createStorage, stop_at_first: true });
      assert.ok(wrong.length > 0, `not by the story "${K3}"`);
    }
  });
}

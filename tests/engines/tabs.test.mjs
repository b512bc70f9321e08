// Several tabs of the real page at once on one database (K8), in other engines than Chromium.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { check, dots_of, records_of } from '../web/support/own_files.mjs';
import { bench, export_all } from './support/bench.mjs';
import { engines } from './support/engines.mjs';

const edits = 8;  // a tab in the background is slow: its clocks tick once a second
const stages = ['Lead generation', 'Qualification', 'Presentation'];

// Two at a time: each has a screen of its own, and much of it is waiting.
describe('tabs in other engines', { concurrency: 2 }, () => {
  for (const engine of Object.keys(engines)) {
    test(`${engine}: ${stages.length} tabs with ${edits} new deals each end with the same ${stages.length * edits} deals, and no dot is given twice`, { timeout: 180_000 }, async (context) => {
      const at = await bench(context, engine);
      await at.open();
      await at.click('button', 'Start with an empty board');
      await at.page.call('place', 'button', 'New deal in…');
      await at.page.call('saved');
      await at.browser.close();
      at.site.lost();

      const pages = stages.map((_, tab) => at.site.page(`tab${tab}`));
      for (const page of pages) page.said = ({ complaint }) => { if (complaint) at.complaints.push(complaint); };
      const here = Promise.all(pages.map((page) => page.arrival()));
      await at.launch(...stages.map((_, tab) => `?lang=en&page=tab${tab}`));
      await here;
      await Promise.all(pages.map((page) => page.call('ready')));
      const titles_of = (tab) => Array.from({ length: edits }, (_, edit) => `tab${tab} edit${edit}`);
      await Promise.all(pages.map((page, tab) => page.call('add_deals', stages[tab], titles_of(tab))));

      // In the tab that can be seen; the others are not drawn.
      const states = await Promise.all(pages.map(async (page) => (await page.call('state')).sight));
      const seen = pages[states.indexOf('visible')];
      assert.ok(seen, `no tab is in sight: ${states}`);
      const out = await export_all({ page: seen, click: (role, name) => at.click(role, name, seen) });
      const path = join(at.profile, 'all.voronka.json');
      writeFileSync(path, out);
      check(path);
      const records = records_of(out);
      const titles = records.filter(({ type }) => type === 'deal').map(({ title }) => title).sort();
      assert.deepEqual(titles, stages.flatMap((_, tab) => titles_of(tab)).sort());
      assert.deepEqual([...dots_of(records)].filter(([, owners]) => owners.length > 1), [], 'dots with more than one owner');
      assert.deepEqual(at.complaints, []);
    });
  }
});

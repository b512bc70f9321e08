// What an accessibility checker finds in the mirror: nothing, in every place of the application, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch_browser } from './support/browser.mjs';
import { furnished } from './support/own_files.mjs';
import { reach } from './support/pages.mjs';
import { generated, open_scenes } from './support/scenes.mjs';

let browser;
before(async () => { browser = await launch_browser(); });
after(() => browser.close());

const rules = {
  // The mirror's words are transparent on purpose: what is seen is drawn by the canvas below. The contrast of those colours is
  // tested in tests/ui/toolkit_theme_test.cpp.
  'color-contrast': { enabled: false },
};

// Sections whose rows have more in them: there the first is unfolded.
const unfolds = new Set(['settings', 'settings-fields', 'settings-chains', 'settings-catalog', 'settings-templates']);

async function violations(page) {
  // Through the debugger: the page's security policy lets no script in from outside.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe.source });
  await session.detach();
  const found = await page.evaluate((chosen) => window.axe.run(document, { resultTypes: ['violations'], rules: chosen }), rules);
  assert.ok(found.passes.length > 10, 'the checker has looked');
  return found.violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`));
}

for (const language of ['ru', 'en']) {
  test(`an accessibility checker finds nothing in ${language}: first run, board, deal, table, settings, losing a deal, import`, async () => {
    const scenes = await open_scenes({ browser, language });
    const wrong = [];
    const look = async (scene) => wrong.push(...(await violations(scenes.page)).map((text) => `${scene}: ${text}`));
    const look_inside = async (scene) => {
      await look(scene);
      if (!unfolds.has(scene)) return;
      await reach(scenes.page, scenes.page.locator('main [aria-expanded="false"]:not([aria-haspopup])').first());
      await scenes.page.locator('main [aria-expanded="true"]').first().waitFor({ state: 'attached' });
      await look(`${scene}, unfolded`);
    };
    await scenes.tour(look_inside, { file: furnished(generated(language)), sections: ['pipelines', 'fields', 'deal_templates', 'chains', 'reasons', 'tags', 'sources', 'catalog', 'look', 'reminders', 'talk', 'templates', 'data'] });
    await scenes.close();
    assert.deepEqual(wrong, []);
  });
}

test('the checker does find a button without a name', async () => {
  const scenes = await open_scenes({ browser, language: 'en' });
  await scenes.page.evaluate(() => document.getElementById('mirror').append(document.createElement('button')));
  assert.match((await violations(scenes.page)).join('\n'), /button-name/);
  await scenes.close();
});

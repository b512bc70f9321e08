// How the page comes onto the screen on machines with and without a GPU (web/picture.js). There is none here: a browser that emulates one
// is told by its name, ?draw=gl draws by it all the same, and a browser without the emulation is what users get since 2025.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { flags, launch_browser, open_site } from './support/browser.mjs';
import { drag, middle } from './support/pages.mjs';
import { check_picture, difference } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const without_webgl = { args: [...flags, '--disable-3d-apis'] };

let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// 'gl', '2d': what the page draws on; asking for the other kind answers nothing.
const drawn_by = (page) => page.evaluate(() => {
  const canvas = document.getElementById('canvas');
  return canvas.getContext('webgl2') ? 'gl' : canvas.getContext('2d') ? '2d' : 'nothing';
});

// A page of its own browser, at rest.
async function still(query, own_browser = browser) {
  const site = await open_site({ browser: own_browser, context: { reducedMotion: 'reduce' } });
  const page = await site.page(`?demo=60&lang=en${query}`);
  await page.waitForTimeout(500);
  return { site, page, picture: await page.screenshot() };
}

test('a browser that has no WebGL shows the same page, and a card can be dragged in it', async () => {
  const poor = await launch_browser(without_webgl);
  try {
    const { site, page, picture } = await still('', poor);
    assert.equal(await page.evaluate(() => document.createElement('canvas').getContext('webgl2')), null);
    assert.equal(await drawn_by(page), '2d');
    const { data } = PNG.sync.read(picture);
    assert.ok(new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size > 100, 'letters and colours');
    const stage = (index) => page.getByRole('list').nth(index);
    const first = stage(0).getByRole('listitem').first();
    const name = await first.getAttribute('aria-label');
    await drag(page, first, await middle(stage(1)));
    await stage(1).getByRole('listitem', { name: name.split(',')[0] }).waitFor({ state: 'attached' });
    await site.close();
  } finally {
    await poor.close();
  }
});

test('an emulated GPU is not drawn by; by WebGL and by the processor the page looks the same', async () => {
  const soft = await still('');
  assert.equal(await drawn_by(soft.page), '2d');
  await soft.site.close();
  const gl = await still('&draw=gl');
  assert.equal(await drawn_by(gl.page), 'gl');
  await gl.site.close();
  assert.equal(difference('drawing', soft.picture, gl.picture), null);
});

test('by WebGL the board and a deal look as their golden pictures', async () => {
  const scenes = await open_scenes({ browser, language: 'en', query: '?draw=gl' });
  await scenes.first_run();
  await scenes.board();
  assert.equal(await drawn_by(scenes.page), 'gl');
  assert.equal(check_picture('board-en-light-1280x800', await scenes.page.screenshot()), null);
  await scenes.deal();
  assert.equal(check_picture('deal-en-light-1280x800', await scenes.page.screenshot()), null);
  await scenes.close();
});

test('a WebGL context that was lost comes back with the same picture', async () => {
  const { site, page, picture } = await still('&draw=gl');
  await page.evaluate(() => new Promise((done) => {
    const canvas = document.getElementById('canvas');
    const loss = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    canvas.addEventListener('webglcontextrestored', () => setTimeout(done, 300), { once: true });
    loss.loseContext();
    setTimeout(() => loss.restoreContext(), 100);
  }));
  assert.ok(picture.equals(await page.screenshot()), 'the picture differs');
  await site.close();
});

test('a 2D canvas that was lost and wiped is drawn whole again', async () => {
  const { site, page, picture } = await still('');
  await page.evaluate(async () => {
    const canvas = document.getElementById('canvas');
    canvas.dispatchEvent(new Event('contextlost'));
    canvas.getContext('2d').fillRect(0, 0, canvas.width, canvas.height);
    canvas.dispatchEvent(new Event('contextrestored'));
    await new Promise((done) => { setTimeout(done, 300); });
  });
  assert.ok(picture.equals(await page.screenshot()), 'the picture differs');
  await site.close();
});

test('a window of another size and back shows the same picture', async () => {
  const { site, page, picture } = await still('');
  await page.setViewportSize({ width: 900, height: 700 });
  await page.waitForTimeout(300);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.waitForTimeout(300);
  assert.ok(picture.equals(await page.screenshot()), 'the picture differs');
  await site.close();
});

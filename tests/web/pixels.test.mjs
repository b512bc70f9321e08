// What is drawn piece by piece must be what would be drawn whole (decision 20): seeded random hands at work, with hundreds of letters
// that the atlas has not seen before, both themes, three densities of pixels, shadows and popups over everything. Now and then the
// picture is read, the graphics card (or the 2D canvas) taken away and given back blank, which draws all of it anew, and read again: no
// pixel may differ. Once by the processor, once by WebGL.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser } from './support/browser.mjs';
import { box_of, click, middle, settle } from './support/pages.mjs';
import { generated, open_scenes } from './support/scenes.mjs';

const differences = fileURLToPath(new URL('../../build/pictures/', import.meta.url));
const rounds = process.env.VORONKA_ALL === '1' ? 24 : 8;

// Numbers from 0 to 1, the same for the same seed.
const dice = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

// Ten letters of Chinese for every deal, each used once. The file's check is of every byte before it.
function with_new_letters(path) {
  let letter = 0x4e00;
  const ten = () => String.fromCodePoint(...Array.from({ length: 10 }, () => letter++));
  const [body, check] = readFileSync(path, 'utf8').split(',\n"check":');
  const changed = body.split('\n').map((line) => (line.includes('"type":"deal"') ? line.replace(/"title":"[^"]*"/, () => `"title":"${ten()}"`) : line)).join('\n');
  const target = path.replace('.voronka.json', '-letters.voronka.json');
  const sum = createHash('sha256').update(changed).digest('hex');
  writeFileSync(target, `${changed},\n"check":${check.replace(/[0-9a-f]{64}/, sum)}`);
  return { target, letters: letter - 0x4e00 };
}

// Runs in the page: the picture, and one that is drawn whole on a canvas that has lost everything.
const compare = async () => {
  const rest = () => new Promise((resolve) => { setTimeout(resolve, 350); });
  const canvas = document.querySelector('canvas');
  const gl = canvas.getContext('webgl2');
  const flat = gl ? null : canvas.getContext('2d');
  const { width, height } = canvas;
  const read = () => {
    if (flat) return flat.getImageData(0, 0, width, height).data;
    const pixels = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  };
  const before = read();
  const picture = canvas.toDataURL();
  if (gl) {
    const thief = gl.getExtension('WEBGL_lose_context');
    thief.loseContext();
    await rest();
    thief.restoreContext();
  } else {
    canvas.dispatchEvent(new Event('contextlost'));
    flat.fillRect(0, 0, width, height);
    await rest();
    canvas.dispatchEvent(new Event('contextrestored'));
  }
  await rest();
  const after = read();
  const wrong = [];
  let colors = 0;
  for (let i = 0; i < before.length; i += 4) {
    if (i > 0 && before[i] !== before[i - 4]) colors += 1;
    if (before[i] !== after[i] || before[i + 1] !== after[i + 1] || before[i + 2] !== after[i + 2]) wrong.push(i / 4);
  }
  const place = (pixel) => `${pixel % width},${flat ? Math.floor(pixel / width) : height - 1 - Math.floor(pixel / width)}`;
  return { by: gl ? 'gl' : 'soft', edges: colors, wrong: wrong.length, first: wrong.length ? place(wrong[0]) : '', last: wrong.length ? place(wrong.at(-1)) : '', pictures: wrong.length ? [picture, canvas.toDataURL()] : [] };
};

for (const [seed, by] of [[1, 'soft'], [2, 'gl']]) {
  test(`drawn piece by piece is drawn whole, not a pixel differs: ${by}, seed ${seed}`, { timeout: 240_000 }, async (t) => {
    const browser = await launch_browser();
    t.after(() => browser.close());
    const scenes = await open_scenes({ browser, language: 'en', query: `?draw=${by}` });
    const { page } = scenes;
    await scenes.first_run();
    const { target, letters } = with_new_letters(generated('en', { deals: 60 }));
    assert.ok(letters >= 500, 'hundreds of new letters');
    await scenes.board(target);
    const metrics = await page.context().newCDPSession(page);
    const next = dice(seed);
    const pick = (list) => list[Math.floor(next() * list.length)];
    const somewhere = () => ({ x: 60 + next() * 1200, y: 60 + next() * 700 });
    const point_at = async () => {
      const { x, y } = somewhere();
      await page.mouse.move(x, y, { steps: 3 });
    };
    const acts = {
      move: point_at,
      async scroll() {
        await point_at();
        await page.mouse.wheel(0, (next() - 0.4) * 900);
      },
      async drag() {
        await point_at();
        await page.mouse.down();
        const { x, y } = somewhere();
        await page.mouse.move(x, y, { steps: 6 });
        await settle(page);
        if (next() < 0.4) await page.keyboard.press('Escape');
        await page.mouse.up();
      },
      async open() {
        const cards = page.getByRole('listitem');
        if (await cards.count() > 0) await click(page, cards.first());
      },
      async figure() {
        const heads = page.getByRole('button', { name: /^Figure of/ });
        if (await heads.count() > 0) await click(page, heads.nth(Math.floor(next() * await heads.count())));
      },
      escape: () => page.keyboard.press('Escape'),
      async palette() {
        await page.keyboard.press('Control+k');
        await settle(page);
        await page.keyboard.type(pick(['a', 'deal', '一', 'тема']));
      },
      async search() {
        await page.keyboard.press('Control+f');
        await settle(page);
        await page.keyboard.insertText(pick(['', '丁', 'a', '一']));
      },
      board: () => scenes.go('#/board'),
      table: () => scenes.go('#/table'),
      theme: () => page.emulateMedia({ colorScheme: pick(['light', 'dark']) }),
      contrast: () => page.emulateMedia({ contrast: pick(['more', 'no-preference']) }),
      async nudge() {
        await point_at();
        await page.keyboard.press('Control+ArrowRight');
        moves += 1;
      },
      async undo() {
        if (moves === 0) return;
        moves -= 1;
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+z');
      },
      // The emulated screen changes without the event that a real one sends: the page sees it in its next frame.
      async density() {
        await metrics.send('Emulation.setDeviceMetricsOverride', { width: 1280, height: 800, deviceScaleFactor: pick([1, 1.25, 1.5, 2]), mobile: false });
        await point_at();
      },
    };
    const names = Object.keys(acts);
    const done = [];
    let moves = 0;
    for (let round = 0; round < rounds; ++round) {
      for (let act = 0; act < 3; ++act) {
        const name = pick(names);
        done.push(name);
        await acts[name]();
        if (next() < 0.5) await settle(page);
      }
      // A message goes by itself after some seconds, but not from under the mouse.
      const message = page.getByRole('group', { name: scenes.t('common.messages') }).or(page.getByRole('region', { name: scenes.t('common.messages') })).getByRole('button', { name: scenes.t('common.close') });
      if (await message.count() > 0) {
        const { x, y } = await middle(message.first());
        await page.mouse.move(x, y);
      }
      await page.waitForTimeout(900);  // tooltips and springs come to their end
      const found = await page.evaluate(compare);
      found.pictures.forEach((url, at) => {
        mkdirSync(differences, { recursive: true });
        writeFileSync(`${differences}pixels-${seed}-${['pieces', 'whole'][at]}.png`, Buffer.from(url.split(',')[1], 'base64'));
      });
      assert.equal(found.by, by);
      assert.ok(found.edges > 1000, `after ${done.join(' ')}: there is a picture`);
      assert.equal(found.wrong, 0, `after ${done.slice(-6).join(' ')} (${done.length} acts): pixels from ${found.first} to ${found.last} are not those of a picture drawn whole (see build/pictures/pixels-${seed}-*.png)`);
    }
    assert.ok(await box_of(page.locator('canvas')));
    await scenes.close();
  });
}

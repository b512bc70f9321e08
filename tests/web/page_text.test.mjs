// Text that the browser edits and text that the canvas draws must be the same text at the same place, at every scale.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { launch_browser, open_site } from './support/browser.mjs';

let browser;
before(async () => { browser = await launch_browser(); });
after(() => browser.close());

// Grey values of a screenshot: 8-bit PNG as Chromium writes it, any of the five row filters.
function pixels(png) {
  let at = 8, width = 0, height = 0, channels = 0;
  const data = [];
  while (at < png.length) {
    const size = png.readUInt32BE(at), kind = png.toString('latin1', at + 4, at + 8), body = png.subarray(at + 8, at + 8 + size);
    if (kind === 'IHDR') [width, height, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3];
    if (kind === 'IDAT') data.push(body);
    at += size + 12;
  }
  const raw = inflateSync(Buffer.concat(data)), stride = width * channels, rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; ++x) {
      const left = x >= channels ? rows[y * stride + x - channels] : 0, up = y > 0 ? rows[(y - 1) * stride + x] : 0;
      const corner = x >= channels && y > 0 ? rows[(y - 1) * stride + x - channels] : 0;
      const p = left + up - corner, [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      const guess = [0, left, up, (left + up) >> 1, a <= b && a <= c ? left : b <= c ? up : corner][filter];
      rows[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return { width, height, grey: (x, y) => rows[y * stride + x * channels + 1] };
}

// The box of everything clearly darker than the ground, the frame of the field left out.
function ink({ width, height, grey }, margin) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = margin; y < height - margin; ++y) {
    for (let x = margin; x < width - margin; ++x) {
      if (grey(x, y) > 150) continue;
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
  }
  return { left, top, right, bottom };
}

for (const scale of [1, 1.25, 1.5, 2]) {
  test(`a search text lies at the same place idle and edited, at ${scale} device pixels`, async () => {
    const site = await open_site({ browser, context: { deviceScaleFactor: scale, colorScheme: 'light', locale: 'ru-RU', reducedMotion: 'reduce' } });
    const page = await site.page('?demo=20&lang=ru');
    const field = page.getByRole('searchbox').first();
    await field.fill('Ромашка 12');  // fits: a longer text is scrolled while it is edited
    // Right of the icon, so that only text is compared; the caret blinks and must not be taken for ink.
    const box = await field.boundingBox();
    const clip = { x: box.x + 30, y: box.y, width: box.width - 60, height: box.height };
    await field.evaluate((element) => { element.style.caretColor = 'transparent'; });
    await page.waitForTimeout(200);
    const edited = ink(pixels(await page.screenshot({ clip })), Math.ceil(4 * scale));
    await field.evaluate((element) => element.blur());
    await page.waitForTimeout(300);
    const idle = ink(pixels(await page.screenshot({ clip })), Math.ceil(4 * scale));
    assert.ok(idle.right > idle.left, 'no text was drawn');
    for (const side of ['left', 'top', 'right', 'bottom']) {
      assert.ok(Math.abs(edited[side] - idle[side]) <= 1, `${side}: edited ${JSON.stringify(edited)}, idle ${JSON.stringify(idle)}`);
    }
    await site.close();
  });
}

test('composed text arrives whole, and nothing is written back while it is composed', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=20&lang=en');
  const field = page.getByRole('searchbox').first();
  await field.click();
  const devtools = await site.context.newCDPSession(page);
  for (const text of ['か', 'かん', 'かんじ']) {
    await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(50);
    assert.equal(await field.inputValue(), text);
  }
  await devtools.send('Input.insertText', { text: '漢字' });
  await page.waitForTimeout(100);
  assert.equal(await field.inputValue(), '漢字');
  await site.close();
});

// Decision 19: no frame without a cause. Counted from outside, so that a dead page fails as well: each state first proves
// that a mouse move draws a frame, then that nothing at all happens for ten seconds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { box_of, button, click, column, drag, settle } from './support/pages.mjs';

const rest_ms = 10_000;

// Counts requestAnimationFrame callbacks before any script of the page runs.
const count_frames = () => {
  const original = window.requestAnimationFrame.bind(window);
  window.__frames = 0;
  window.requestAnimationFrame = (callback) => original((now) => { window.__frames += 1; callback(now); });
};
const frames = (page) => page.evaluate(() => window.__frames);

const cpu_ms = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
};

const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

test('the page draws when the mouse moves and rests when it does not: board, panel with a focused field, after a drag, after a toast', { skip: 'idle check not yet seen to pass' }, async () => {
  const site = await open_site({ context: { locale: 'ru-RU' } });
  await site.context.addInitScript(count_frames);
  const page = await site.page('?demo=200');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const lists = page.getByRole('list');

  const rests = async (state) => {
    const before_move = await frames(page);
    await page.mouse.move(640, 300);
    await page.mouse.move(660, 320, { steps: 4 });
    await sleep(500);
    assert.ok(await frames(page) > before_move, `${state}: a mouse move draws`);
    await sleep(2500);  // tooltips, springs and the short delays after input come to an end
    const before = await frames(page);
    const cpu = await cpu_ms(session);
    await sleep(rest_ms);
    assert.equal(await frames(page) - before, 0, `${state}: frames in ten seconds of rest`);
    assert.ok(await cpu_ms(session) - cpu < 50, `${state}: CPU in ten seconds of rest`);
  };

  await rests('board');

  await click(page, column(page, 'Квалификация').getByRole('listitem').first());
  await settle(page);
  await click(page, page.getByRole('textbox', { name: 'Название', exact: true }));
  await settle(page);
  await rests('panel with a focused field');
  await page.goBack();
  await settle(page);

  const target = await box_of(column(page, 'Презентация'));
  await drag(page, column(page, 'Квалификация').getByRole('listitem').first(), { x: target.x + target.width / 2, y: target.y + 60 });
  await sleep(9000);  // the toast of the move leaves after eight seconds
  await rests('after a drag and its toast');

  await click(page, button(page, /^Отменить: /));
  await sleep(9000);
  await rests('after the toast of an undo');
  assert.ok(await lists.count() >= 7);
  await site.close();
});

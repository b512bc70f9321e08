// The page in a hand: real touch events of the browser, places found by role and name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes, words } from './support/scenes.mjs';
import { open_site } from './support/browser.mjs';
import { box_of, column, middle, settle } from './support/pages.mjs';

const phone = { width: 390, height: 844 };

let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const open_phone = async (more = {}) => {
  const site = await open_site({ browser, context: { viewport: phone, hasTouch: true, isMobile: true, ...more } });
  const page = await site.page('?demo=600&lang=en');
  await settle(page);
  return { site, page, hand: await hand_of(page) };
};

// A finger with a clock of its own: each event says when it was, a display frame after the one before, however slow this machine is.
async function hand_of(page) {
  const session = await page.context().newCDPSession(page);
  const pause = (ms) => page.waitForTimeout(ms);
  let time = 0;
  const hand = {
    pause,
    async send(type, points, after = 0) {
      time = type === 'touchStart' ? Date.now() / 1000 : time + after / 1000;
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: points, timestamp: time });
    },
    async tap(locator) {
      const at = await middle(locator);
      await hand.send('touchStart', [at]);
      await hand.send('touchEnd', [], 50);
      await settle(page);
    },
    async move(from, to, steps = 8) {
      for (let i = 1; i <= steps; ++i) {
        await hand.send('touchMove', [{ x: from.x + (to.x - from.x) * i / steps, y: from.y + (to.y - from.y) * i / steps }], 16);
        await pause(8);
      }
    },
    // rest: how long the finger stays before it leaves; without a rest it throws.
    async swipe(from, to, { steps = 8, rest = 0 } = {}) {
      await hand.send('touchStart', [from]);
      await hand.move(from, to, steps);
      await hand.send('touchEnd', [], 5 + rest);
    },
  };
  return hand;
}

const strip = (page) => page.getByRole('toolbar', { name: 'Columns' }).getByRole('button', { name: /^Column \d/ });
const stage_shown = async (page) => (await strip(page).getAttribute('aria-label') ?? await strip(page).textContent());
const shows = (page, number) => page.waitForFunction((wanted) => [...document.querySelectorAll('#mirror [role=toolbar] button')]
  .some((button) => button.textContent.startsWith(`Column ${wanted} of `)), number, { timeout: 5000 });
// While a card is held the drop bar stands where the strip was: the columns themselves must tell.
const turned_to = async (page, name) => {
  for (const end = Date.now() + 5000; Date.now() < end; await page.waitForTimeout(50)) {
    const box = await column(page, name).boundingBox();
    if (box && box.x >= 0 && box.x + box.width <= phone.width) return;
  }
  assert.fail(`${name} did not come`);
};
// Until nothing moves any more.
const still = async (page, locator) => {
  for (let before = null, i = 0; i < 60; ++i) {
    const now = JSON.stringify(await locator.first().boundingBox());
    if (now === before) return;
    before = now;
    await page.waitForTimeout(60);
  }
  throw new Error('it never comes to rest');
};

test('a tap on a card opens its deal, found by role and name', async () => {
  const { site, page, hand } = await open_phone();
  const first = column(page, 'Lead generation').getByRole('listitem').first();
  const title = (await first.getAttribute('aria-label') ?? await first.textContent()).split(', ')[0];
  await hand.tap(first);
  await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
  await settle(page);
  assert.equal(await page.getByRole('textbox', { name: 'Title', exact: true }).inputValue(), title);
  await site.close();
});

test('a swipe turns the board by one column and stands exactly on it; the strip says which', async () => {
  const { site, page, hand } = await open_phone();
  const heading = (stage) => page.getByRole('heading', { level: 2, name: new RegExp(`^${stage}: `) });
  const left = (await box_of(heading('Lead generation'))).x;
  await hand.swipe({ x: 340, y: 500 }, { x: 60, y: 500 });
  await shows(page, 2);
  await still(page, heading('Qualification'));
  assert.equal((await box_of(heading('Qualification'))).x, left);
  await hand.swipe({ x: 60, y: 500 }, { x: 340, y: 500 });
  await shows(page, 1);
  // Thought better of it: far, but not half the way, and at rest before the finger leaves.
  await hand.swipe({ x: 340, y: 500 }, { x: 240, y: 500 }, { rest: 200 });
  await still(page, heading('Lead generation'));
  assert.match(await stage_shown(page), /^Column 1 of 7: Lead generation/);
  assert.equal((await box_of(heading('Lead generation'))).x, left);
  await hand.tap(page.getByRole('button', { name: 'Next column', exact: true }));
  await shows(page, 2);
  await site.close();
});

test('a flung list runs on after the finger has left, and a tap stops it without opening anything', async () => {
  const { site, page, hand } = await open_phone();
  const cards = column(page, 'Lead generation').getByRole('listitem');
  assert.ok(await cards.count() > 3);
  // Where the cards stand that are drawn, by their number in the list; how far the list went between two such looks.
  const places = () => page.evaluate(() => {
    const list = [...document.querySelectorAll('#mirror ul')].find((one) => one.getAttribute('aria-label') === 'Lead generation');
    return Object.fromEntries([...list.querySelectorAll('li')].map((one) => [one.getAttribute('aria-posinset'), one.getBoundingClientRect().y]));
  });
  const way = (before, after) => {
    const both = Object.keys(before).find((number) => number in after);
    assert.ok(both, 'the list went further than it is high');
    return before[both] - after[both];
  };
  await hand.send('touchStart', [{ x: 180, y: 640 }]);
  await hand.move({ x: 180, y: 640 }, { x: 180, y: 540 }, 6);
  await hand.send('touchEnd', []);
  const left = await places();
  await page.waitForTimeout(60);
  const later = await places();
  assert.ok(way(left, later) > 3, 'it stopped with the finger');
  await hand.send('touchStart', [{ x: 180, y: 500 }]);
  await hand.send('touchEnd', []);
  await settle(page);
  const stopped = await places();
  await page.waitForTimeout(200);
  assert.equal(way(stopped, await places()), 0);
  assert.ok(!await page.evaluate(() => location.hash.startsWith('#/deal/')), 'the tap only stopped the list');
  await site.close();
});

test('a held card is carried over the edge into the next column, one column for one stay', async () => {
  const { site, page, hand } = await open_phone();
  const first = column(page, 'Lead generation').getByRole('listitem').first();
  const title = (await first.getAttribute('aria-label') ?? await first.textContent()).split(', ')[0];
  const from = await middle(first);
  await hand.send('touchStart', [from]);
  await hand.pause(450);
  await hand.move(from, { x: phone.width - 8, y: from.y + 60 });
  await turned_to(page, 'Qualification');
  const inside = { x: 180, y: from.y + 60 };
  await hand.move({ x: phone.width - 8, y: from.y + 60 }, inside, 5);
  await hand.pause(300);
  await hand.send('touchEnd', []);
  await column(page, 'Qualification').getByRole('listitem', { name: title }).first().waitFor({ state: 'attached' });
  assert.match(await stage_shown(page), /^Column 2 of 7: Qualification/);
  await site.close();
});

test('a touch that the browser takes away moves nothing and opens nothing', async () => {
  const { site, page, hand } = await open_phone();
  const first = column(page, 'Lead generation').getByRole('listitem').first();
  const before = await column(page, 'Lead generation').getByRole('listitem').first().getAttribute('aria-label');
  const from = await middle(first);
  await hand.send('touchStart', [from]);
  await hand.pause(450);
  await hand.move(from, { x: 200, y: 600 });
  await hand.send('touchCancel', []);
  await settle(page);
  assert.equal(await first.getAttribute('aria-label'), before);
  assert.ok(!await page.evaluate(() => location.hash.startsWith('#/deal/')));
  assert.equal(await page.getByRole('group', { name: 'Where to drop' }).count(), 0);
  await site.close();
});

test('two fingers together make the cards smaller, which a reload keeps, and open nothing', async () => {
  const scenes = await open_scenes({ browser, language: 'ru', theme: 'light', viewport: phone });
  const { page } = scenes;
  await scenes.board();
  const first = page.getByRole('list').first().getByRole('listitem').first();
  const before = await first.boundingBox();
  const hand = await hand_of(page);
  const apart = (by) => [{ x: 180, y: 420 - by / 2, id: 1 }, { x: 180, y: 420 + by / 2, id: 2 }];
  await hand.send('touchStart', apart(240).slice(0, 1));
  await hand.send('touchStart', apart(240));
  for (let by = 236; by >= 190; by -= 4) {
    await hand.send('touchMove', apart(by), 16);
    await hand.pause(8);
  }
  await hand.send('touchEnd', []);
  await scenes.rest();
  const after = await first.boundingBox();
  assert.ok(Math.abs(after.height / before.height - 0.8) < 0.02, `${before.height} became ${after.height}`);
  assert.ok(!await page.evaluate(() => location.hash.startsWith('#/deal/')));
  assert.equal(check_picture('touch-small-ru-light-390x844', await page.screenshot()), null);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await settle(page);
  assert.equal((await first.boundingBox()).height, after.height);
  await scenes.close();
});

test('the panel of a deal follows a finger at its head and is gone when it is thrown down', async () => {
  const scenes = await open_scenes({ browser, language: 'en', theme: 'light', viewport: phone });
  const { page } = scenes;
  await scenes.board();
  const hand = await hand_of(page);
  await hand.tap(page.getByRole('list').first().getByRole('listitem').first());
  const panel = page.getByRole('region', { name: 'Office refit' });
  await panel.waitFor({ state: 'attached' });
  await still(page, panel);
  const from = { x: 150, y: 30 }, to = { x: 150, y: 330 };
  await hand.send('touchStart', [from]);
  await hand.move(from, to);
  await settle(page);
  const box = await panel.boundingBox();
  assert.ok(Math.abs(box.y - 300) < 16, `the panel is at ${box.y}`);
  assert.equal(check_picture('touch-pulled-en-light-390x844', await page.screenshot()), null);
  await hand.send('touchMove', [{ x: 150, y: 360 }], 16);
  await hand.send('touchEnd', [], 5);
  await panel.waitFor({ state: 'detached' });
  assert.ok(!await page.evaluate(() => location.hash.startsWith('#/deal/')));
  await scenes.close();
});

for (const [kind, come_up] of [
  ['makes the page smaller', (page) => page.setViewportSize({ width: 390, height: 480 })],
  // As on iOS, where no browser of this test runs: the page is only told that less of it is seen.
  ['lies over the page', (page) => page.evaluate(() => {
    Object.defineProperty(visualViewport, 'height', { value: 480 });
    visualViewport.dispatchEvent(new Event('resize'));
  })],
]) {
  test(`a keyboard that ${kind} leaves the field in sight that it is for`, async () => {
    const scenes = await open_scenes({ browser, language: 'en', theme: 'light', viewport: phone });
    const { page, t } = scenes;
    await scenes.board();
    const hand = await hand_of(page);
    await hand.tap(page.getByRole('list').first().getByRole('listitem').first());
    const field = page.getByRole('textbox', { name: t('field.next_step'), exact: true });
    await field.waitFor({ state: 'attached' });
    await still(page, field);
    assert.ok((await field.boundingBox()).y > 480, 'the keyboard would cover it');
    await hand.tap(field);
    await come_up(page);
    await still(page, field);
    const box = await field.boundingBox();
    assert.ok(box.y > 60 && box.y + box.height <= 480, `the field is at ${box.y}`);
    await page.keyboard.type('Позвонить');
    assert.match(await field.inputValue(), /Позвонить/);
    await scenes.close();
  });
}

test('the wheel with Ctrl makes cards bigger over the board and is the browser\'s beside it', async () => {
  const scenes = await open_scenes({ browser, language: 'en', theme: 'dark', viewport: { width: 1280, height: 800 } });
  const { page, t } = scenes;
  await scenes.board();
  const first = page.getByRole('list').first().getByRole('listitem').first();
  const before = await first.boundingBox();
  await page.evaluate(() => { window.left = []; addEventListener('wheel', (event) => window.left.push(!event.defaultPrevented)); });
  await page.keyboard.down('Control');
  const bar = await middle(page.getByRole('button', { name: t('action.undo') }).first());
  for (const at of [{ x: before.x + 20, y: before.y + 20 }, bar]) {
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -100);
    await settle(page);
  }
  await page.keyboard.up('Control');
  assert.deepEqual(await page.evaluate(() => window.left), [false, true]);
  const after = await first.boundingBox();
  assert.ok(Math.abs(after.height / before.height - 1.15) < 0.03, `${before.height} became ${after.height}`);
  await scenes.close();
});

for (const [language, theme] of [['ru', 'dark'], ['en', 'light']]) {
  test(`the third column of a phone's board looks as it did: ${language}, ${theme}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport: phone });
    const { page } = scenes;
    await scenes.board();
    const hand = await hand_of(page);
    const next = page.getByRole('button', { name: words(language)('board.stage_next'), exact: true });
    await hand.tap(next);
    await hand.tap(next);
    await scenes.rest();
    assert.equal(check_picture(`touch-column-${language}-${theme}-390x844`, await page.screenshot()), null);
    await scenes.close();
  });
}

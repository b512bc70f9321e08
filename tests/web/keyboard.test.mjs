// Everything without a mouse: the palette on the wrong keyboard layout, a deal made, won and taken back by the undo history, the
// sheet of shortcuts, and the browser's own search on the second Ctrl+F. Ends in pictures of palette, sheet and history.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { card, click, column, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

// What a key press does when nobody may keep it: whether the page has kept it from the browser.
const is_kept = (page, key, more) => page.evaluate(([key, more]) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  return !(document.activeElement ?? document.body).dispatchEvent(event);
}, [key, more]);

const focused_name = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

async function open_palette({ page, t }, text) {
  await page.keyboard.press('Control+K');
  const field = page.getByRole('searchbox', { name: t('palette.field') });
  await field.waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await focused_name(page), t('palette.field'));
  if (text) await page.keyboard.type(text);
  await settle(page);
  return field;
}

test('a working day by keyboard alone, in Russian', async () => {
  const scenes = await open_scenes({ browser, language: 'ru' });
  const { page, t } = scenes;
  await scenes.board();
  const [lead] = await page.getByRole('list').evaluateAll((lists) => lists.map((list) => list.getAttribute('aria-label')));

  // A new deal, by what looks like one.
  await open_palette(scenes, 'Ромашка 120к');
  await page.keyboard.press('Enter');
  await settle(page);
  await card(page, lead, /^Ромашка, 120/).waitFor({ state: 'attached' });

  // «выигр» typed with the Latin layout, done to the card that has the focus.
  await card(page, lead, /^Ромашка/).focus();
  await settle(page);
  await open_palette(scenes, 'dsbuh');
  await page.keyboard.press('Enter');
  await settle(page);
  await card(page, lead, /^Ромашка/).waitFor({ state: 'detached' });

  // Back to before it was won: the second place of the list, from the one where the focus is.
  await page.keyboard.press('Control+Alt+Z');
  await page.getByRole('dialog', { name: t('action.history') }).waitFor({ state: 'attached' });
  await settle(page);
  assert.match(await focused_name(page), new RegExp(t('history_panel.now')));
  await page.keyboard.press('ArrowDown');
  await settle(page);
  await page.keyboard.press('Enter');
  await settle(page);
  await page.keyboard.press('Escape');
  await settle(page);
  await card(page, lead, /^Ромашка/).waitFor({ state: 'attached' });

  // The sheet of shortcuts says the key, and gives the focus back.
  await card(page, lead, /^Ромашка/).focus();
  await settle(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: t('action.shortcuts') });
  await sheet.waitFor({ state: 'attached' });
  assert.match(await sheet.textContent(), new RegExp(`${t('board.won')}: W`));
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await settle(page);
  assert.match(await focused_name(page), /^Ромашка/);

  // Letters work on a Russian layout: ц is the key W.
  assert.equal(await is_kept(page, 'ц', { code: 'KeyW' }), true);
  await settle(page);
  await card(page, lead, /^Ромашка/).waitFor({ state: 'detached' });
  await scenes.close();
});

test('the first Ctrl+F is ours, the second within a second the browser\'s, and its search finds cards', async () => {
  const scenes = await open_scenes({ browser, language: 'ru' });
  const { page, t } = scenes;
  await scenes.board();
  const title = (await column(page, (await page.getByRole('list').first().getAttribute('aria-label'))).getByRole('listitem').first().textContent()).split(', ')[0];
  assert.equal(await is_kept(page, 'f', { code: 'KeyF', ctrlKey: true }), true);
  await settle(page);
  assert.equal(await focused_name(page), t('shell.search'));
  assert.equal(await is_kept(page, 'а', { code: 'KeyF', ctrlKey: true }), false, 'the second Ctrl+F was swallowed');
  assert.equal(await is_kept(page, 'F3', { code: 'F3' }), false);
  await page.waitForTimeout(1300);
  assert.equal(await is_kept(page, 'f', { code: 'KeyF', ctrlKey: true }), true);
  assert.equal(await page.evaluate((words) => window.find(words), title), true, `the browser does not find “${title}”`);
  await scenes.close();
});

test('more contrast and forced colors change what is drawn', async () => {
  const scenes = await open_scenes({ browser, language: 'ru' });
  const { page } = scenes;
  await scenes.board();
  const ground = () => page.evaluate(() => document.querySelector('meta[name=theme-color]').content);
  assert.equal(await ground(), '#f5f6f8');
  await page.emulateMedia({ contrast: 'more' });
  await settle(page);
  assert.equal(await ground(), '#ffffff');
  await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
  await settle(page);
  const system = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'Canvas';
    const [r, g, b] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
    probe.remove();
    return `#${(r << 16 | g << 8 | b).toString(16).padStart(6, '0')}`;
  });
  assert.equal(await ground(), system);
  await scenes.close();
});

for (const [language, theme, viewport] of [
  ['ru', 'light', laptop], ['ru', 'dark', laptop], ['en', 'light', laptop], ['en', 'dark', laptop], ['ru', 'light', phone],
]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`palette, shortcuts and history look as they did: ${language}, ${theme}, ${size}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    await scenes.board();
    const wrong = [];
    const look = async (scene) => {
      await scenes.rest();
      const complaint = check_picture(`keyboard-${scene}-${language}-${theme}-${size}`, await page.screenshot());
      if (complaint) wrong.push(complaint);
    };
    await open_palette(scenes, viewport === phone ? undefined : language === 'ru' ? 'на' : 'to');
    await look('palette');
    await page.keyboard.press('Escape');
    await settle(page);
    if (viewport !== phone) {
      // Three steps, one of them taken back.
      await page.getByRole('listitem').first().focus();
      await settle(page);
      for (const key of ['Control+ArrowRight', 'Control+ArrowRight', 'Control+ArrowRight', 'z']) {
        await page.keyboard.press(key);
        await settle(page);
      }
      await scenes.quiet();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: t('action.shortcuts') }).waitFor({ state: 'attached' });
      await look('shortcuts');
      await page.keyboard.press('Escape');
      await settle(page);
      await page.keyboard.press('Control+Alt+Z');
      await page.getByRole('dialog', { name: t('action.history') }).waitFor({ state: 'attached' });
      await look('history');
    }
    await page.keyboard.press('Escape');
    await settle(page);
    // A deal by one line and Tab to its person; Shift+Enter opens it.
    await click(page, page.getByRole('button', { name: t('board.add_to').replace('{stage}', '').replace(/[“”«»]+$/, '') }).first());
    await settle(page);
    await page.keyboard.type(language === 'ru' ? 'Ёлки 120к 15.10' : 'Ёлки 120k 10/15');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Анна Щукина');
    await settle(page);
    await look('quick-add');
    await page.keyboard.press('Shift+Enter');
    await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
    await settle(page);
    const made = page.getByRole('region').or(page.getByRole('dialog'));
    assert.equal(await made.getByRole('textbox', { name: t('field.title'), exact: true }).inputValue(), 'Ёлки');
    assert.equal(await made.getByRole('button', { name: /Анна Щукина/ }).count() > 0, true);
    await scenes.close();
    assert.deepEqual(wrong, []);
  });
}

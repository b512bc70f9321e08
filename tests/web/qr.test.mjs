// A number for the camera of a phone: on a laptop its QR code opens by a click and by a key, and a phone has none. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// What the name of a code begins with, before the number.
const prefix = (scenes) => scenes.t('talk.qr').replace('{number}', '');
const codes = (scenes) => scenes.page.getByRole('region').getByRole('button', { name: prefix(scenes) });
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

for (const [language, theme] of [['ru', 'light'], ['en', 'dark'], ['ru', 'dark'], ['en', 'light']]) {
  test(`a number is shown to a camera, and Esc leads back to its button: ${language}, ${theme}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport: laptop });
    const { page, t } = scenes;
    await scenes.board();
    await scenes.person();
    const button = codes(scenes).first();
    const name = await button.textContent();
    const number = name.slice(prefix(scenes).length);
    assert.match(number, /^\+\d[ 0-9-]+$/);
    const dialog = page.getByRole('dialog', { name: number, exact: true });
    await click(page, button);
    await dialog.waitFor({ state: 'attached' });
    await dialog.getByRole('heading', { name: number, exact: true }).waitFor({ state: 'attached' });
    const picture = await dialog.getByRole('img', { name, exact: true }).boundingBox();
    assert.ok(picture.width >= 250 && picture.width === picture.height, JSON.stringify(picture));
    await dialog.getByText(t('talk.qr_hint')).waitFor({ state: 'attached' });
    await scenes.rest();
    const complaint = check_picture(`qr-${language}-${theme}`, await page.screenshot());

    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await settle(page);
    assert.equal(await focused(page), name);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'attached' });
    await settle(page);
    await click(page, dialog.getByRole('button', { name: t('common.close'), exact: true }));
    await dialog.waitFor({ state: 'detached' });
    await settle(page);
    assert.equal(await focused(page), name);
    await scenes.close();
    assert.equal(complaint, null);
  });
}

test('on a phone a number has no QR code: it is called from there', async () => {
  const scenes = await open_scenes({ browser, language: 'ru', viewport: phone });
  const { page } = scenes;
  await scenes.board();
  await scenes.person();
  await page.getByRole('region').getByRole('link', { name: /^\+7/ }).first().waitFor({ state: 'attached' });
  assert.equal(await codes(scenes).count(), 0);
  await scenes.close();
});

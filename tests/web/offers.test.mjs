// An offer from a template in a browser: the ready templates, a text that is changed by hand, the clipboard, the printer, the document of
// the deal and its undo. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, reach, saved, settle, until } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const in_dialog = ({ page, t }, role, key) => page.getByRole('dialog').getByRole(role, { name: t(key), exact: true });
const text_of = (scenes) => in_dialog(scenes, 'textbox', 'template.result');

async function open_offer(scenes) {
  const { page, t } = scenes;
  await scenes.deal();
  await reach(page, page.getByRole('region').getByRole('button', { name: t('action.offer'), exact: true }));
  await text_of(scenes).waitFor({ state: 'attached' });
  await scenes.rest();
}

async function add_ready(scenes) {
  const { page, t } = scenes;
  await scenes.settings('templates');
  await reach(page, page.getByRole('button', { name: t('template.add_ready'), exact: true }));
  await page.getByRole('listitem', { name: t('template.ready_missed'), exact: true }).waitFor({ state: 'attached' });
  await saved(page);
  await scenes.quiet();
}

// What would be printed, as it stands in the page while the browser's dialog is open; then the dialog is closed.
const watch_printer = (page) => page.evaluate(() => {
  window.print = () => {
    const paper = document.getElementById('paper');
    window.printed = { html: paper.innerHTML, title: document.title, on: document.documentElement.dataset.print };
    window.dispatchEvent(new Event('afterprint'));
  };
});

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', phone]]) {
  test(`an offer is made, copied, printed, noted and undone: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t, site } = scenes;
    await site.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const wrong = [];
    const name = (part) => `offers-${part}-${language}-${theme}-${viewport.width}`;
    await scenes.board();
    await add_ready(scenes);
    const first = page.getByRole('listitem', { name: t('template.ready_offer'), exact: true });
    await reach(page, first.getByRole('button', { name: t('template.show').replace('{name}', t('template.ready_offer')), exact: true }));
    await scenes.rest();
    wrong.push(check_picture(name('settings'), await page.screenshot()));

    await open_offer(scenes);
    const text = text_of(scenes);
    const made = await text.inputValue();
    assert.ok(made.includes(language === 'ru' ? 'Здравствуйте, ' : 'This is our offer'), made);
    assert.ok(!made.includes('{{'), made);
    wrong.push(check_picture(name('dialog'), await page.screenshot()));

    // Changed by hand, with something that must not become markup.
    await text.focus();
    await settle(page);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('<b>1</b>\n\nA\tB\nx\t1');
    await settle(page);
    await watch_printer(page);
    await click(page, in_dialog(scenes, 'button', 'template.print'));
    await page.waitForFunction(() => window.printed);
    const printed = await page.evaluate(() => window.printed);
    assert.match(printed.html, /<h1>.*1.*<\/h1><p>&lt;b&gt;1&lt;\/b&gt;<\/p><table><thead><tr><th>A<\/th><th class="n">B<\/th><\/tr><\/thead>/);
    assert.match(printed.title, language === 'ru' ? /Коммерческое предложение № 1/ : /Offer No\. 1/);
    assert.equal(printed.on, 'on');
    assert.equal(await page.evaluate(() => document.getElementById('paper').childNodes.length), 0);
    await saved(page);

    await click(page, in_dialog(scenes, 'button', 'template.copy'));
    await until(async () => await page.evaluate(() => navigator.clipboard.readText()) === '<b>1</b>\n\nA\tB\nx\t1', 'the text in the clipboard');

    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const title = t('paper.title').replace('{kind}', t('paper.offer')).replace('{number}', '1');
    const paper = page.getByRole('region').getByRole('button', { name: t('paper.edit').replace('{name}', title), exact: true });
    await paper.waitFor({ state: 'attached' });
    await page.keyboard.press('Control+Z');
    await paper.waitFor({ state: 'detached' });
    await saved(page);
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}

test('on paper there is the offer and nothing else, in black on white', async () => {
  const scenes = await open_scenes({ browser, language: 'ru', theme: 'dark', viewport: laptop });
  const { page } = scenes;
  await scenes.board();
  await add_ready(scenes);
  await open_offer(scenes);
  await page.evaluate(() => { window.print = () => { window.asked = true; }; });
  await click(page, in_dialog(scenes, 'button', 'template.print'));
  await page.waitForFunction(() => window.asked);
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => {
    const shown = [...document.body.children].filter((one) => getComputedStyle(one).display !== 'none').map((one) => one.id);
    const { color } = getComputedStyle(document.getElementById('paper'));
    return { shown, color, ground: getComputedStyle(document.body).backgroundColor };
  });
  assert.deepEqual(seen, { shown: ['paper'], color: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)' });
  const wrong = check_picture('offers-paper-ru-1280', await page.screenshot());
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.equal(await page.evaluate(() => document.documentElement.dataset.print), undefined);
  assert.equal(wrong || null, null);
  await scenes.close();
});

test('a field of the menu goes into a template where the caret was, also behind letters that are not ASCII', async () => {
  const scenes = await open_scenes({ browser, language: 'en', viewport: laptop });
  const { page, t } = scenes;
  await scenes.board();
  await scenes.settings('templates');
  await reach(page, page.getByRole('button', { name: t('template.add'), exact: true }));
  const text = page.getByRole('textbox', { name: t('template.text'), exact: true });
  await text.waitFor({ state: 'attached' });
  await settle(page);
  await reach(page, text);
  await page.keyboard.insertText('Сумма: .');
  await page.keyboard.press('ArrowLeft');
  await settle(page);
  await reach(page, page.getByRole('combobox', { name: t('template.insert'), exact: true }));
  await reach(page, page.getByRole('option', { name: 'deal.amount | words', exact: true }));
  await until(async () => await text.inputValue() === 'Сумма: {{deal.amount | words}}.', 'the field in its place');
  await saved(page);
  await scenes.close();
});

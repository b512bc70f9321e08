// Tags and sources in the settings, in a browser: renamed, recoloured, made one and undone by a real mouse. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// The rows of one section, by the exact name of what each is about.
async function open_labels(options, section) {
  const scenes = await open_scenes({ browser, ...options });
  const { page, t } = scenes;
  await scenes.board();
  await scenes.settings(section);
  const list = page.getByRole('list', { name: t(`settings.section_${section}`), exact: true });
  const row = (name) => list.getByRole('listitem', { name, exact: true });
  return {
    ...scenes,
    list,
    row,
    // The first number of a row is that of its deals: no name in these data has one.
    deals: async (name) => Number(/\d+/.exec(await row(name).textContent())[0]),
    there: (name) => row(name).waitFor({ state: 'attached' }),
    gone: (name) => row(name).waitFor({ state: 'detached' }),
    async type_name(name, to) {
      await click(page, row(name).getByRole('textbox'));
      await settle(page);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(to);
      await settle(page);
    },
    // The button says what it takes back; `what` is how that begins.
    async undo(what) {
      const label = t('shell.undo').replace('{what}', what);
      await click(page, page.getByRole('button', { name: label }));
      await settle(page);
    },
    async leave_fields() {
      await click(page, page.getByRole('heading', { level: 2 }).first());
      await settle(page);
    },
  };
}

test('a tag is renamed and recoloured, a reload keeps it, and one with the name of another is joined with it and comes back', async () => {
  const labels = await open_labels({ language: 'ru' }, 'tags');
  const { page, t, row, deals, there, gone } = labels;
  const tenders = await deals('тендер');
  await labels.type_name('тендер', 'Закупка');
  await there('Закупка');
  await click(page, row('Закупка').getByRole('button', { name: t('settings.tag_color').replace('{name}', 'Закупка') }));
  const color = page.getByRole('dialog').getByRole('radio', { name: t('settings.stage_color_n').replace('{number}', '8'), exact: true });
  await color.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, color);
  await color.waitFor({ state: 'detached' });
  await saved(page);

  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await labels.settings('tags');
  assert.equal(await deals('Закупка'), tenders);
  await click(page, row('Закупка').getByRole('button', { name: t('settings.tag_color').replace('{name}', 'Закупка') }));
  await color.waitFor({ state: 'attached' });
  assert.equal(await color.getAttribute('aria-checked'), 'true');
  await page.keyboard.press('Escape');
  await color.waitFor({ state: 'detached' });

  const [wholesale, urgent] = [await deals('опт'), await deals('срочно')];
  await labels.type_name('срочно', 'Опт');
  const warning = row('Опт').getByRole('alert');
  await warning.waitFor({ state: 'attached' });
  assert.match(await warning.textContent(), new RegExp(`«опт», ${wholesale} `));
  await settle(page);
  await click(page, row('Опт').getByRole('button', { name: t('settings.tag_join'), exact: true }));
  await gone('Опт');
  assert.equal(await deals('опт'), wholesale + urgent);
  await labels.undo(t('undo.join_tags').one.split('{')[0]);
  await there('Опт');
  assert.deepEqual([await deals('опт'), await deals('Опт')], [wholesale, urgent]);
  await labels.undo(t('undo.set_field').split('{')[0]);
  await there('срочно');
  assert.equal(await page.getByRole('alert').filter({ hasText: 'опт' }).count(), 0);
  await labels.close();
});

test('a source is renamed when its name is complete, joins another one, is taken off its deals, and all of it is undone', async () => {
  const labels = await open_labels({ language: 'en' }, 'sources');
  const { page, t, row, deals, there, gone } = labels;
  const [ads, calls, sites] = [await deals('Ads'), await deals('Call'), await deals('Website')];
  await labels.type_name('Ads', 'Advertising');
  await page.waitForTimeout(500);
  assert.equal(await row('Advertising').count(), 0, 'half a name is nobody’s');
  await page.keyboard.press('Enter');
  await there('Advertising');
  assert.equal(await deals('Advertising'), ads);
  await saved(page);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await labels.settings('sources');
  assert.equal(await deals('Advertising'), ads);

  await labels.type_name('Call', 'website');
  const warning = row('Call').getByRole('alert');
  await warning.waitFor({ state: 'attached' });
  assert.match(await warning.textContent(), new RegExp(`“Website”, ${sites} `));
  await labels.leave_fields();
  await gone('Call');
  assert.equal(await deals('Website'), calls + sites);
  await labels.undo(t('undo.join_sources').one.split('{')[0]);
  await there('Call');
  assert.deepEqual([await deals('Call'), await deals('Website')], [calls, sites]);

  const remove = t('settings.source_remove').other.replace('{name}', 'Website').split('{')[0];
  await click(page, row('Website').getByRole('button', { name: remove }));
  await gone('Website');
  await labels.undo(t('undo.clear_source').one.split('{')[0]);
  await there('Website');
  assert.equal(await deals('Website'), sites);
  await labels.close();
});

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`tags, their colours and sources look as they did: ${language}, ${theme}, ${size}`, async () => {
    const labels = await open_labels({ language, theme, viewport }, 'tags');
    const { page, t, list } = labels;
    const wrong = [];
    const look = async (what) => {
      await labels.rest();
      wrong.push(check_picture(`${what}-${language}-${theme}-${size}`, await page.screenshot()));
    };
    // Two of one name, to see what is said of them.
    const [first, second] = language === 'ru' ? ['опт', 'срочно'] : ['repeat', 'urgent'];
    await labels.type_name(second, first);
    await list.getByRole('alert').waitFor({ state: 'attached' });
    await labels.leave_fields();
    await look('tags');
    await click(page, list.getByRole('listitem').first().getByRole('button').first());
    await page.getByRole('dialog').waitFor({ state: 'attached' });
    await look('tag-colors');
    await page.keyboard.press('Escape');
    await settle(page);
    await labels.settings('sources');
    await page.getByRole('list', { name: t('settings.section_sources'), exact: true }).waitFor({ state: 'attached' });
    await look('sources');
    await labels.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}

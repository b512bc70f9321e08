// Contacts and companies in a browser: found, opened, changed and kept, by mouse and by keyboard alone. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, reach, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const contacts_of = (scenes) => scenes.page.getByRole('list', { name: scenes.t('people.list_contacts') });
const companies_of = (scenes) => scenes.page.getByRole('list', { name: scenes.t('people.list_companies') });
const field = (scenes, key) => scenes.page.getByRole('region').getByRole('textbox', { name: scenes.t(key), exact: true });

test('a person is found by the last digits of a number, changed, and is so after a reload', async () => {
  const scenes = await open_scenes({ browser, language: 'ru' });
  const { page, t } = scenes;
  await scenes.board();
  await click(page, page.getByRole('navigation').getByRole('button', { name: t('people.title') }));
  const rows = contacts_of(scenes).getByRole('listitem');
  await rows.first().waitFor({ state: 'attached' });
  const all = Number(await rows.first().getAttribute('aria-setsize'));
  assert.ok(all > 10, `${all} people`);
  const name = (await rows.nth(3).textContent()).split(',')[0];
  const phone_number = /\+7[ 0-9-]+/.exec(await rows.nth(3).textContent())[0];
  await page.keyboard.press('Control+f');
  await settle(page);
  await page.keyboard.insertText(phone_number.replaceAll(/[^0-9]/g, '').slice(-7));
  await settle(page);
  assert.equal(await rows.first().getAttribute('aria-setsize'), '1');
  assert.match(await rows.first().textContent(), new RegExp(name));
  await click(page, rows.first());
  await field(scenes, 'field.job_title').waitFor({ state: 'attached' });
  await settle(page);
  await click(page, field(scenes, 'field.job_title'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Начальник отдела закупок');
  await page.keyboard.press('Enter');
  await saved(page);
  const route = await page.evaluate(() => location.hash);
  assert.match(route, /^#\/people\/[0-9A-Z]{26}$/);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await field(scenes, 'field.job_title').waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await field(scenes, 'field.job_title').inputValue(), 'Начальник отдела закупок');
  assert.match(await page.title(), new RegExp(name));
  await scenes.close();
});

test('by keyboard alone: the list, a company, a person of it, a deal of theirs and all the way back', async () => {
  const scenes = await open_scenes({ browser, language: 'en' });
  const { page, t } = scenes;
  await scenes.board();
  await scenes.people();
  await page.getByRole('radio', { name: t('people.companies') }).focus();
  await page.keyboard.press('Space');
  const first = companies_of(scenes).getByRole('listitem').first();
  await first.waitFor({ state: 'attached' });
  await first.focus();
  await settle(page);
  await page.keyboard.press('ArrowDown');
  await settle(page);
  await page.keyboard.press('Enter');
  await field(scenes, 'people.address').waitFor({ state: 'attached' });
  await settle(page);
  const company = await page.evaluate(() => location.hash);
  const person = page.getByRole('list', { name: t('people.staff') }).getByRole('listitem').first();
  await person.focus();
  await settle(page);
  await page.keyboard.press('Enter');
  await field(scenes, 'field.job_title').waitFor({ state: 'attached' });
  await settle(page);
  assert.notEqual(await page.evaluate(() => location.hash), company);
  await page.goBack();
  await field(scenes, 'people.address').waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => location.hash), company);
  const deal = page.getByRole('list', { name: t('people.deals'), exact: true }).getByRole('listitem').first();
  await deal.focus();
  await settle(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
  await settle(page);
  await page.keyboard.press('Escape');
  await page.waitForFunction((hash) => location.hash === hash, company);
  await settle(page);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => location.hash === '#/people');
  await scenes.close();
});

test('a new contact of a new company is typed by keyboard, and both are undone', async () => {
  const scenes = await open_scenes({ browser, language: 'ru' });
  const { page, t } = scenes;
  await scenes.board();
  await scenes.people();
  await page.getByRole('button', { name: t('people.add_contact'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /^#\/people\/./.test(location.hash));
  await settle(page);
  await page.keyboard.type('Щукина Анна');
  await page.keyboard.press('Enter');
  await saved(page);
  await field(scenes, 'field.company').focus();
  await settle(page);
  await page.keyboard.type('ООО «Ёжик»');
  await page.keyboard.press('Enter');
  await saved(page);
  await settle(page);
  assert.equal(await field(scenes, 'field.company').inputValue(), 'ООО «Ёжик»');
  await page.keyboard.press('Escape');
  await settle(page);
  await page.getByRole('radio', { name: t('people.companies') }).focus();
  await page.keyboard.press('Space');
  await companies_of(scenes).getByRole('listitem', { name: 'ООО «Ёжик»' }).waitFor({ state: 'attached' });
  await page.keyboard.press('Control+z');
  await saved(page);
  await companies_of(scenes).getByRole('listitem', { name: 'ООО «Ёжик»' }).waitFor({ state: 'detached' });
  await scenes.close();
});

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`companies look as they did: ${language}, ${theme}, ${size}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    await scenes.board();
    await scenes.people();
    await click(page, page.getByRole('radio', { name: t('people.companies') }));
    await companies_of(scenes).getByRole('listitem').first().waitFor({ state: 'attached' });
    await scenes.rest();
    const list = check_picture(`companies-${language}-${theme}-${size}`, await page.screenshot());
    await click(page, companies_of(scenes).getByRole('listitem').first());
    await field(scenes, 'people.address').waitFor({ state: 'attached' });
    await scenes.rest();
    const panel = check_picture(`company-${language}-${theme}-${size}`, await page.screenshot());
    await scenes.close();
    assert.deepEqual([list, panel].filter(Boolean), []);
  });
}

// Whom one knows: a relative who is in the list, somebody new who recommended us; the other one's page says it, too.
for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`links of a person are told on both pages: ${language}, ${theme}, ${size}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const look = async (part) => {
      await scenes.quiet();
      await scenes.rest();
      wrong.push(check_picture(`person-links-${part}-${language}-${theme}-${size}`, await page.screenshot()));
    };
    const ru = language === 'ru';
    const [wife, referral, newcomer] = ru ? ['жена', 'рекомендовал нас', 'Ёлкин Сергей'] : ['wife', 'recommended us', 'Zed Quill'];
    const links = page.getByRole('list', { name: t('people.links'), exact: true });
    const words_of = (name) => links.getByRole('textbox', { name: t('people.link_words').replace('{name}', name), exact: true });
    const say = async (field, text) => {
      await reach(page, field);
      await page.keyboard.insertText(text);
      await settle(page);
      await page.keyboard.press('Enter');
      await settle(page);
      await saved(page);
    };
    await scenes.board();
    await scenes.people();
    const rows = contacts_of(scenes).getByRole('listitem');
    await rows.first().waitFor({ state: 'attached' });
    const name_at = async (index) => (await rows.nth(index).textContent()).split(',')[0];
    const [first, other] = [await name_at(0), await name_at(2)];
    await click(page, rows.first());
    await field(scenes, 'people.link_add').waitFor({ state: 'attached' });
    await scenes.rest();
    const route = await page.evaluate(() => location.hash);

    await say(field(scenes, 'people.link_add'), other);
    await say(words_of(other), wife);
    await say(field(scenes, 'people.link_add'), newcomer);
    await say(words_of(newcomer), referral);
    assert.equal(await links.getByRole('listitem').count(), 2);
    await words_of(other).focus();
    await look('own');

    // One click away is the other one, whose page names the first.
    await reach(page, links.getByRole('link', { name: newcomer, exact: true }));
    await page.waitForFunction((hash) => location.hash !== hash, route);
    const said = t('people.linked_by').replace('{name}', first).replace('{words}', referral);
    const named = page.getByRole('list', { name: t('people.linked_from'), exact: true }).getByRole('link', { name: said, exact: true });
    await named.waitFor({ state: 'attached' });
    await named.focus();
    await look('other');

    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await reach(page, named);
    await page.waitForFunction((hash) => location.hash === hash, route);
    await words_of(other).waitFor({ state: 'attached' });
    assert.deepEqual([await words_of(other).inputValue(), await words_of(newcomer).inputValue()], [wife, referral]);
    await scenes.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}

// An address book and a calendar in a browser: dropped on the page, shown, taken in, kept over a reload, not taken in twice, taken back. Ends in
// pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { generated, launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const cards = [
  'BEGIN:VCARD', 'VERSION:3.0', 'FN:Анна Щука', 'N:Щука;Анна;;;', 'ORG:ООО «Новый лес»;Закупки', 'TITLE:Директор', 'TEL;TYPE=CELL:+7 999 555-01-22',
  'EMAIL:anna.pike@example.com', 'BDAY:19800322', 'PHOTO;ENCODING=b;TYPE=JPEG:AAAA', 'END:VCARD',
  'BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A0=D0=B0=D0=BA;=D0=9E=D0=BB=\n=D0=B5=D0=B3;;;', 'TEL;CELL:8 999 555-01-23', 'END:VCARD',
  'BEGIN:VCARD', 'VERSION:3.0', 'END:VCARD',
].join('\r\n') + '\r\n';
const calendar = [
  'BEGIN:VCALENDAR', 'VERSION:2.0',
  'BEGIN:VEVENT', 'UID:a@example.com', 'SUMMARY:Договор', 'DTSTART:20300105T093000', 'DURATION:PT1H', 'ATTENDEE:mailto:Anna.Pike@example.com', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:b@example.com', 'SUMMARY:Обед', 'DTSTART:20300106T093000', 'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n') + '\r\n';

// As a hand drops a file from a folder.
async function drop(page, text, name, type) {
  await page.evaluate(([content, file, kind_of]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], file, { type: kind_of }));
    const target = document.elementFromPoint(20, 300) ?? document.body;
    for (const kind of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }, [text, name, type]);
}

const counted = (t, key, count, form) => t(key)[form].replace('{count}', count);

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  test(`contacts and a calendar are dropped, come in once, and are taken back: ${language}, ${theme}, ${viewport.width}`, { timeout: 180_000 }, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const name = (part) => `contacts-in-${part}-${language}-${theme}-${viewport.width}`;
    const ru = language === 'ru';
    await scenes.board(generated(language));
    const dialog = page.getByRole('dialog', { name: t('people_in.title') });
    const run = (count, form) => dialog.getByRole('button', { name: counted(t, 'people_in.run', count, form), exact: true });

    await drop(page, cards, 'people.vcf', 'text/vcard');
    await run(2, ru ? 'few' : 'other').waitFor({ state: 'attached' });
    await scenes.rest();
    const shown = await dialog.textContent();
    for (const words of ['Анна Щука', 'Олег Рак', 'ООО «Новый лес»', counted(t, 'people_in.pictures', 1, 'one')]) assert.ok(shown.includes(words), shown);
    wrong.push(check_picture(name('people'), await page.screenshot()));

    const remarks = dialog.getByRole('button', { name: counted(t, 'import_view.warnings', 1, 'one'), exact: true });
    await remarks.focus();
    await page.keyboard.press('Enter');
    await settle(page);
    assert.ok((await dialog.textContent()).includes(t('people_in.nobody')));

    await click(page, run(2, ru ? 'few' : 'other'));
    await dialog.waitFor({ state: 'detached' });
    await saved(page);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await page.getByRole('listitem').first().waitFor({ state: 'attached' });

    // The same cards once more: nothing is new, and who is here is not asked for twice.
    await drop(page, cards, 'people.vcf', 'text/vcard');
    await run(0, ru ? 'many' : 'other').waitFor({ state: 'attached' });
    assert.ok((await dialog.textContent()).includes(t('people_in.nothing_new')));
    assert.ok(await run(0, ru ? 'many' : 'other').isDisabled());
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    // A calendar with one of them, who has no deal, and with nobody.
    const dates = page.getByRole('dialog', { name: t('dates_in.title') });
    const plan = dates.getByRole('button', { name: counted(t, 'dates_in.run', 1, 'one'), exact: true });
    await drop(page, calendar, 'calendar.ics', 'text/calendar');
    await plan.waitFor({ state: 'attached' });
    await scenes.rest();
    const told = await dates.textContent();
    assert.ok(told.includes('Анна Щука'), told);
    for (const words of ['Обед', t('dates_in.no_people')]) assert.ok(told.includes(words), told);
    wrong.push(check_picture(name('dates'), await page.screenshot()));
    await click(page, plan);
    await dates.waitFor({ state: 'detached' });
    await saved(page);

    // One step each takes them back.
    await page.keyboard.press('Control+Z');
    await saved(page);
    await page.keyboard.press('Control+Z');
    await saved(page);
    await settle(page);
    await drop(page, cards, 'people.vcf', 'text/vcard');
    await run(2, ru ? 'few' : 'other').waitFor({ state: 'attached' });
    await click(page, dialog.getByRole('button', { name: t('import_view.cancel'), exact: true }));
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}

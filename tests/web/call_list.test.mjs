// The list of calls of a telephone system in a browser: dropped on the page, shown, logged, kept over a reload, not logged twice, taken back.
// Ends in pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { button, click, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { generated, launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// Two people of the generated pipeline whose open deals are theirs, and two numbers nobody has.
function list_for(path) {
  const { records } = JSON.parse(readFileSync(path, 'utf8'));
  const contacts = new Map(records.filter((one) => one.type === 'contact' && one.phones?.length > 0).map((one) => [one.id, one]));
  const deals = records.filter((one) => one.type === 'deal' && (one.status ?? 'open') === 'open' && !one.archived && !one.deleted);
  const known = [...new Set(deals.flatMap((deal) => deal.contacts ?? []))].map((id) => contacts.get(id)).filter(Boolean).slice(0, 2);
  const digits = known.map((one) => one.phones[0].replace(/\D/g, '').slice(-10));
  // As a telephone system writes it, with an 8, the other way of +7.
  const [first, second] = digits;
  const lines = [
    'История вызовов;;;;;',
    'Тип вызова;Кто звонил;Куда звонили;Дата;Время;Длительность разговора, сек;Результат',
    `Входящий;8${first};74955550100;24.01.2026;10:05:30;65;Отвечен`,
    `Исходящий;101;7${first};24.01.2026;11:00:00;0;Не отвечен`,
    `Исходящий;101;7${first};25.01.2026;11:20:00;340;Отвечен`,
    `Входящий;7${second};74955550100;25.01.2026;12:30:10;0;Пропущен`,
    'Входящий;70005550001;74955550100;25.01.2026;12:40:00;30;Отвечен',
    'Входящий;70005550001;74955550100;25.01.2026;12:50:00;45;Отвечен',
    'Входящий;70005550002;74955550100;25.01.2026;13:00:00;0;Пропущен',
    'Внутренний;101;102;25.01.2026;13:10:00;30;Отвечен',
    `Входящий;7${first};74955550100;45.01.2026;10:05:30;65;Отвечен`,
  ];
  return { text: `${lines.join('\r\n')}\r\n`, person: known[0].name };
}

// As a hand drops a file from a folder.
async function drop(page, text) {
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], 'calls.csv', { type: 'text/csv' }));
    const target = document.elementFromPoint(20, 300) ?? document.body;
    for (const kind of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }, text);
}

const counted = (t, key, count, form) => t(key)[form].replace('{count}', count);

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'dark', phone]]) {
  test(`calls are dropped, logged once, and taken back: ${language}, ${theme}, ${viewport.width}`, { timeout: 180_000 }, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const name = (part) => `call-list-${part}-${language}-${theme}-${viewport.width}`;
    const path = generated(language);
    const { text, person } = list_for(path);
    await scenes.board(path);
    const dialog = page.getByRole('dialog', { name: t('calls.title') });
    const log = (count, form) => dialog.getByRole('button', { name: counted(t, 'calls.run', count, form), exact: true });

    await drop(page, text);
    await log(4, language === 'ru' ? 'few' : 'other').waitFor({ state: 'attached' });
    await scenes.rest();
    const shown = await dialog.textContent();
    assert.ok(shown.includes(person), shown);
    assert.ok(shown.includes('70005550001'), shown);
    assert.ok(shown.includes(counted(t, 'calls.internal', 1, 'one')), shown);
    wrong.push(check_picture(name('preview'), await page.screenshot()));

    const remarks = dialog.getByRole('button', { name: counted(t, 'import_view.warnings', 1, 'one'), exact: true });
    await remarks.focus();
    await page.keyboard.press('Enter');
    await settle(page);
    assert.ok((await dialog.textContent()).includes('45.01.2026'));

    await click(page, log(4, language === 'ru' ? 'few' : 'other'));
    await dialog.waitFor({ state: 'detached' });
    await saved(page);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await page.getByRole('listitem').first().waitFor({ state: 'attached' });

    // The same list once more.
    await drop(page, text);
    await dialog.waitFor({ state: 'attached' });
    await log(0, language === 'ru' ? 'many' : 'other').waitFor({ state: 'attached' });
    assert.ok((await dialog.textContent()).includes(t('calls.nothing_new')));
    assert.ok(await log(0, language === 'ru' ? 'many' : 'other').isDisabled());
    await scenes.rest();
    wrong.push(check_picture(name('again'), await page.screenshot()));
    await click(page, dialog.getByRole('button', { name: t('import_view.close'), exact: true }).last());
    await dialog.waitFor({ state: 'detached' });

    // One step takes all of them back, and they can come again.
    await page.keyboard.press('Control+Z');
    await saved(page);
    await settle(page);
    await drop(page, text);
    await log(4, language === 'ru' ? 'few' : 'other').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}

test('asked for in the settings, a list of calls comes through the picker, and what is none is refused with what it lacks', { timeout: 120_000 }, async () => {
  const scenes = await open_scenes({ browser, language: 'en' });
  const { page, t } = scenes;
  await scenes.board();
  await scenes.go('#/settings');
  await click(page, page.getByRole('tab', { name: t('settings.section_talk') }));
  const opener = button(page, t('action.import_calls'));
  await opener.focus();
  await settle(page);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), click(page, opener)]);
  await chooser.setFiles({ name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from('Name;Stage;Amount\nGranit;Negotiation;1000\n') });
  await page.getByRole('alert').filter({ hasText: t('calls.missing_date').slice(0, 30) }).waitFor({ state: 'attached' });
  await scenes.close();
});

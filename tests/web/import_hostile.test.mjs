// From a file to a working board in at most six presses, for files in the shape of four systems and for one that nobody made with care. What is
// wrong with it is told with its line, and the rows come back as a file that says what.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { button, card, choose_file, click, download, reach, saved, settle, until } from './support/pages.mjs';

// Each with a browser of its own: what the one brought in is not there for the next.
async function on_empty_page(work) {
  const site = await open_site({ context: { locale: 'ru-RU' } });
  try {
    await work(await site.page());
  } finally {
    await site.close();
  }
}

// windows-1251 of what these tables are made of.
const cp1251 = (text) => Buffer.from([...text].map((letter) => {
  const code = letter.codePointAt(0);
  if (code < 128) return code;
  if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 192;
  return { ё: 184, Ё: 168, '№': 185, '«': 171, '»': 187 }[letter] ?? 63;
}));
const utf8 = (text) => Buffer.from(`\ufeff${text}`);

const tables = {
  'Bitrix24': { name: 'DEAL_2026.csv', deals: 2, stage: 'Дозвониться', title: /Окна/, bytes: cp1251(
    'ID;Название сделки;Стадия сделки;Сумма;Валюта;Ответственный;Сделка закрыта;Дата создания;Предполагаемая дата закрытия;Контакт: Телефон;Контакт;\r\n'
    + '71;Окна;Дозвониться;1000.00;Российский рубль;Ирина;Нет;12.01.2026 10:00:00;31.01.2026;+7 917 555-01-22;Олег;\r\n'
    + '72;Двери;Сделка успешна;2000.50;Российский рубль;Ирина;Да;10.01.2026 10:00:00;15.01.2026;;Пётр;\r\n') },
  'amoCRM': { name: 'amocrm_export_leads.csv', deals: 2, stage: 'Переговоры', title: /Крыша/, bytes: utf8(
    'ID,Название сделки,Бюджет ₽,Ответственный,Дата создания сделки,Кем создана сделка,Дата закрытия,Теги сделки,Этап сделки,Воронка,Основной контакт,Рабочий телефон\n'
    + '1,Крыша,350 000,Ирина,01.02.2026 10:00:00,Ирина,не закрыта,опт,Переговоры,Розница,Олег,\'+79175550101\n'
    + '2,Забор,1200,Ирина,02.02.2026 11:00:00,Ирина,05.02.2026 09:00:00,,Успешно реализовано,Розница,Пётр,\n') },
  'Vtiger': { name: 'Opportunities.csv', deals: 2, stage: 'Needs Analysis', title: /Roof/, bytes: Buffer.from(
    '"Opportunity Name", "Opportunity Number", "Amount", "Organization Name", "Expected Close Date", "Sales Stage", "Assigned To", "Created Time"\r\n'
    + '"Roof","POT1","1,234.50","Accounts::::Acme","2026-03-01","Needs Analysis","Ann Lee","2026-01-02 10:00:00"\r\n'
    + '"Wall","POT2","99.00","Accounts::::Beta","2026-01-20","Closed Won","Ann Lee","2026-01-03 10:00:00"\r\n') },
  'Trello': { name: 'board.json', deals: 2, stage: 'В работе', title: /Ворота/, bytes: Buffer.from(JSON.stringify({
    id: '5f5f5f5f5f5f5f5f5f5f5f00', name: 'Заказы', closed: false,
    lists: [{ id: '5f5f5f5f5f5f5f5f5f5f5f01', name: 'Новые', closed: false, pos: 1 }, { id: '5f5f5f5f5f5f5f5f5f5f5f02', name: 'В работе', closed: false, pos: 2 }],
    cards: [
      { id: '695a000000000000000000c1', name: 'Ворота', desc: 'Кованые', closed: false, idList: '5f5f5f5f5f5f5f5f5f5f5f02', pos: 1, due: '2026-02-01T10:00:00.000Z', labels: [], idMembers: [] },
      { id: '695a000000000000000000c2', name: 'Калитка', desc: '', closed: false, idList: '5f5f5f5f5f5f5f5f5f5f5f01', pos: 2, due: null, labels: [{ id: 'l', name: 'срочно', color: 'red' }], idMembers: [] },
    ],
    labels: [], members: [], checklists: [], customFields: [],
    actions: [{ id: 'a1', type: 'updateCard', date: '2026-01-10T09:00:00.000Z', data: { card: { id: '695a000000000000000000c1' },
      listBefore: { id: '5f5f5f5f5f5f5f5f5f5f5f01', name: 'Новые' }, listAfter: { id: '5f5f5f5f5f5f5f5f5f5f5f02', name: 'В работе' } } }],
  })) },
};

for (const [system, table] of Object.entries(tables)) {
  test(`${system}: from the file to the board in six presses or fewer`, { timeout: 120_000 }, () => on_empty_page(async (page) => {
    let presses = 0;
    const press = async (what) => { presses += 1; await click(page, what); };
    presses += 1;
    await choose_file(page, button(page, 'Загрузить файл'), { name: table.name, mimeType: 'application/octet-stream', buffer: table.bytes });
    const dialog = page.getByRole('dialog');
    const run = dialog.getByRole('button', { name: `Импортировать ${table.deals} сделки`, exact: true });
    await run.waitFor({ state: 'attached', timeout: 60_000 });
    assert.ok((await dialog.textContent()).includes(system === 'Bitrix24' ? 'Битрикс24' : system));
    await settle(page);
    if (await run.isDisabled()) {  // the currency, which the table does not say
      await press(dialog.getByRole('combobox', { name: 'Валюта сумм', exact: true }));
      presses += 1;
      await reach(page, page.getByRole('option', { name: /RUB/ }).first());
    }
    await until(() => run.isEnabled(), 'the new count');
    await press(run);
    await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    await saved(page);
    await card(page, table.stage, table.title).waitFor({ state: 'attached' });
    assert.ok(presses <= 6, `${presses} presses`);
  }));
}

test('a table nobody made with care comes in, its remarks with their lines, and its rows as a file to mend', { timeout: 120_000 }, () => on_empty_page(async (page) => {
  const rows = Array.from({ length: 20 }, (_, n) => `Сделка ${n};Переговоры;${n * 100},50;${n + 1 < 10 ? '0' : ''}${n + 1}.02.2026;ok`);
  const bytes = cp1251(['Отчёт по сделкам;;;;', ';;;;', 'Название сделки;Этап;Сумма;Дата закрытия;Комментарий', ...rows,
    '"Окна; ""евро""\r\nна дачу";Переговоры;сто рублей;01.02.2026;\'=HYPERLINK(1)', 'Крыша;Переговоры;"5,00";31.31.2026;ok',
    'Название сделки;Этап;Сумма;Дата закрытия;Комментарий', 'Итого;;;;'].join('\r\n'));
  await choose_file(page, button(page, 'Загрузить файл'), { name: 'плохая таблица.csv', mimeType: 'text/csv', buffer: bytes });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Кодировка', exact: true }).waitFor({ state: 'attached', timeout: 60_000 });
  await settle(page);
  assert.match(await dialog.textContent(), /Разделитель: ;/);
  await reach(page, dialog.getByRole('button', { name: /замечани/ }).first());
  await settle(page);
  assert.match(await dialog.textContent(), /Строка 24[^0-9].*сто рублей/);
  const save = dialog.getByRole('button', { name: 'Сохранить строки с замечаниями в файл', exact: true });
  const text = (await download(page, () => reach(page, save))).toString('utf8');
  const lines = text.split('\r\n');
  assert.equal(lines[0], '\ufeffНазвание сделки;Этап;Сумма;Дата закрытия;Комментарий;error');
  assert.match(text, /"Окна; ""евро""\r?\nна дачу";Переговоры;сто рублей;01\.02\.2026;'=HYPERLINK\(1\);/);
  assert.match(text, /Крыша;Переговоры;"5,00";31\.31\.2026;ok;.*31\.31\.2026/);

  // In another encoding it is no table: that is told, and nothing of what was shown is lost.
  await reach(page, dialog.getByRole('combobox', { name: 'Кодировка', exact: true }));
  await reach(page, page.getByRole('option', { name: 'windows-1252', exact: true }));
  await until(async () => /найден только один столбец/.test(await dialog.textContent()), 'the reason');
  await settle(page);
  const run = dialog.getByRole('button', { name: 'Импортировать 22 сделки', exact: true });
  await run.waitFor({ state: 'attached', timeout: 30_000 });
  await settle(page);
  if (await run.isDisabled()) {
    await reach(page, dialog.getByRole('combobox', { name: 'Валюта сумм', exact: true }));
    await reach(page, page.getByRole('option', { name: /RUB/ }).first());
    await settle(page);
  }
  await until(() => run.isEnabled(), 'the new count');
  await click(page, run);
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
  await saved(page);
  await card(page, 'Переговоры', /Сделка 0/).waitFor({ state: 'attached' });
}));

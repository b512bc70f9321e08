// Several files of one system at once, as a picker and as a zip give them: each is known by what is in it, they come in an order in which each
// can speak of those before it, and ids become names. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync, crc32 } from 'node:zlib';
import { open_site } from './support/browser.mjs';
import { button, card, choose_file, click, reach, saved, settle, until } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { generated, launch_with_one_font, open_scenes } from './support/scenes.mjs';

const files = [
  ['Contact.csv', '"Id","AccountId","LastName","FirstName","Phone","Email"\n"003A","001B","Lee","Ann","+1 555 0100","ann@vector.example"\n'],
  ['Account.csv', '"Id","IsDeleted","Name","Phone","Industry"\n"001A","0","Granit, Inc.","+1 555 0199","IT"\n"001B","0","Vector","",""\n'],
  ['Opportunity.csv', '"Id","IsDeleted","AccountId","ContactId","Name","StageName","Amount","CloseDate","IsClosed","IsWon","CreatedDate","CurrencyIsoCode","LeadSource"\n'
    + '"006A","0","001A","","Roof","Prospecting","1000","2026-03-31","0","0","2026-01-01","USD","web"\n'
    + '"006B","0","001B","003A","Wall","Prospecting","2000","2026-03-31","0","0","2026-01-02","USD","Web"\n'],
].map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) }));

// As any program packs it.
function zip_of(entries) {
  const parts = [], heads = [];
  let offset = 0;
  for (const { name, buffer } of entries) {
    const packed = deflateRawSync(buffer), called = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32 ? crc32(buffer) : 0, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(buffer.length, 18);
    common.writeUInt16LE(called.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, called, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    heads.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, called]));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(heads), end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

async function go_through(page) {
  const dialog = page.getByRole('dialog');
  const deals = dialog.getByRole('button', { name: 'Импортировать 2 сделки', exact: true });
  await deals.waitFor({ state: 'attached', timeout: 60_000 });
  await settle(page);
  assert.match(await dialog.textContent(), /1 из 3 · Проверьте, как мы поняли файл.*Opportunity\.csv/);
  await until(() => deals.isEnabled(), 'the count');
  await click(page, deals);
  // Whose company it is was known before; now the companies and contacts get what else is known of them.
  for (const count of [1, 2]) {
    const people = dialog.getByRole('button', { name: /^Импортировать [12] контакт/ });
    await people.waitFor({ state: 'attached', timeout: 60_000 });
    await settle(page);
    assert.match(await dialog.textContent(), new RegExp(`${count + 1} из 3`));
    await click(page, people);
    await page.getByRole('dialog', { name: new RegExp(`${count + 1} из 3`) }).waitFor({ state: 'detached' });
  }
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
  await saved(page);
  await card(page, 'Prospecting', /Roof.*Granit, Inc\./).waitFor({ state: 'attached' });
  await card(page, 'Prospecting', /Wall.*Vector/).waitFor({ state: 'attached' });
  await click(page, card(page, 'Prospecting', /Wall/));
  await page.getByRole('link', { name: /555 0100/ }).or(page.getByText('+1 555 0100')).first().waitFor({ state: 'attached' });
}

for (const [how, given] of [['chosen in any order', files], ['in one zip', { name: 'WE_00D.zip', mimeType: 'application/zip', buffer: zip_of(files) }]]) {
  test(`deals, companies and contacts ${how} come in together, ids as names`, { timeout: 180_000 }, async () => {
    const site = await open_site({ context: { locale: 'ru-RU' } });
    try {
      const page = await site.page();
      await choose_file(page, button(page, 'Загрузить файл'), given);
      await go_through(page);
    } finally {
      await site.close();
    }
  });
}

// Owners, sources and a currency nobody knows, days of two orders; what is said to be one is one.
const orders = {
  ru: ['Название;Этап;Сумма;Валюта;Ответственный;Источник;Дата создания;Дата закрытия',
    'Крыша;Замер;120000;RUB;Ирина Петрова;Avito;31.01.2026;02/03/2026', 'Забор;Замер;80000;у.е.;И. Петрова;avito;02.01.2026;02/28/2026',
    'Ворота;Договор;45000;RUB;Ирина Петрова;Сайт;03.01.2026;03/31/2026'].join('\r\n'),
  en: ['Name;Stage;Amount;Currency;Owner;Source;Created;Close date',
    'Roof;Survey;120000;USD;Irene Smith;Avito;01/31/2026;28.02.2026', 'Fence;Survey;80000;y.e.;I. Smith;avito;01/02/2026;03.02.2026',
    'Gate;Contract;45000;USD;Irene Smith;Site;01/03/2026;31.03.2026'].join('\r\n'),
};
const spoken = {
  ru: { owner: 'И. Петрова', full: 'Ирина Петрова', currency: 'у.е.', deal: 'Забор', stage: 'Замер' },
  en: { owner: 'I. Smith', full: 'Irene Smith', currency: 'y.e.', deal: 'Fence', stage: 'Survey' },
};
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

for (const [language, theme, viewport] of [['ru', 'light', { width: 1280, height: 800 }], ['en', 'dark', { width: 1280, height: 800 }],
  ['ru', 'dark', { width: 390, height: 844 }], ['en', 'light', { width: 390, height: 844 }]]) {
  test(`values of a table are given names, and each column of days is believed: ${language}, ${theme}, ${viewport.width}`, { timeout: 120_000 }, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [], said = spoken[language];
    const name = (part) => `import-${part}-${language}-${theme}-${viewport.width}`;
    await scenes.board(generated(language));
    await page.evaluate(([content, second]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], 'orders.csv'));
      dataTransfer.items.add(new File([second], 'contacts.csv'));
      document.elementFromPoint(20, 300).dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, [orders[language], 'First Name,Last Name,Phone\nAnn,Lee,+1 555 0100\n']);
    const dialog = page.getByRole('dialog');
    const run = dialog.getByRole('button', { name: t('import_view.run_count')[language === 'ru' ? 'few' : 'other'].replace('{count}', 3), exact: true });
    await run.waitFor({ state: 'attached', timeout: 60_000 });
    await scenes.rest();
    wrong.push(check_picture(name('several'), await page.screenshot()));

    const owner = dialog.getByRole('textbox', { name: t('import_view.value_name').replace('{value}', said.owner), exact: true });
    await reach(page, owner);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(said.full);
    await page.keyboard.press('Tab');
    await settle(page);
    const currency = dialog.getByRole('combobox', { name: t('import_view.value_currency').replace('{value}', said.currency), exact: true });
    await reach(page, currency);
    await reach(page, page.getByRole('option', { name: /USD/ }).first());
    await until(() => run.isEnabled(), 'the new count');
    await scenes.rest();
    wrong.push(check_picture(name('values'), await page.screenshot()));
    assert.match(await dialog.textContent(), language === 'ru' ? /02\/03\/2026 → 3 февр?\.? 2026/ : /28\.02\.2026 → Feb 28, 2026/);
    await click(page, run);
    await dialog.getByRole('button', { name: t('import_view.cancel'), exact: true }).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await saved(page);
    await card(page, said.stage, new RegExp(said.deal)).waitFor({ state: 'attached' });
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}

// The places of the application that are looked at by more than one test (pictures, accessibility), with data that is the same
// every time: a generated pipeline, a clock that stands still, one time zone, one font.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from '../../support/program.mjs';
import { launch_browser, open_site } from './browser.mjs';
import { box_of, button, choose_file, click, column, saved, settle } from './pages.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'build/scenes');
const own_folder = join(folder, String(process.pid));  // two files of tests run at a time

process.on('exit', () => rmSync(own_folder, { recursive: true, force: true }));

// Half an hour after the newest record of what `voronka generate` makes up.
const standing_still = Date.UTC(2026, 0, 26, 9, 30);

// The texts of one language, by key: words('ru')('lose.title').
export function words(language) {
  const texts = JSON.parse(readFileSync(join(root, `assets/locale/${language}.json`), 'utf8'));
  return (key) => key.split('.').reduce((place, name) => place[name], texts);
}

export const font = 'DejaVu Sans';

// Only one font family may be seen: which fonts a machine has must not decide about the pictures. The family comes with every
// Debian fontconfig (fonts-dejavu-core), and so with Chromium.
export function launch_with_one_font() {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'fonts.conf');
  const written = join(folder, `fonts.${process.pid}.conf`);
  writeFileSync(written, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>${join(folder, 'fontconfig')}</cachedir>
<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont><glob>*/DejaVuSans.ttf</glob><glob>*/DejaVuSans-Bold.ttf</glob></acceptfont></selectfont>
<match target="font"><edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="hinting" mode="assign"><bool>true</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintslight</const></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>
`);
  renameSync(written, config);
  return launch_browser({ env: { ...process.env, FONTCONFIG_FILE: config } });
}

// The font the browser really draws the page's words with.
export async function font_in_use(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root: { nodeId } } = await session.send('DOM.getDocument');
  const { nodeId: heading } = await session.send('DOM.querySelector', { nodeId, selector: '#mirror h1' });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId: heading });
  await session.detach();
  return fonts.map((one) => one.familyName);
}

// A generated file: generated('ru') is a pipeline, generated('ru', { shape: 'bitrix-csv' }) a foreign table.
export function generated(language, { shape = 'voronka', deals = 50 } = {}) {
  mkdirSync(own_folder, { recursive: true });
  const path = join(own_folder, shape === 'voronka' ? `${language}-${deals}.voronka.json` : `${language}.${shape}.csv`);
  execFileSync(program, ['generate', '--deals', String(deals), '--seed', '7', '--lang', language, '--as', shape, '-o', path]);
  return path;
}

const stand_still = (now) => {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...values) {
      if (values.length === 0) super(now);
      else super(...values);
    }
    static now() { return now; }
  };
};

export async function open_scenes({ browser, language, theme = 'light', viewport = { width: 1280, height: 800 }, query = '' }) {
  const touch = viewport.width < 600;
  const site = await open_site({ browser, context: { locale: language === 'ru' ? 'ru-RU' : 'en-US', timezoneId: 'Europe/Moscow', colorScheme: theme,
    reducedMotion: 'reduce', viewport, hasTouch: touch, isMobile: touch } });
  await site.context.addInitScript(stand_still, standing_still);
  const page = await site.page(query);
  const t = words(language);
  const dialog = page.getByRole('dialog');
  const named = (role, key) => page.getByRole(role, { name: t(key), exact: true });
  const rest = async () => {
    await page.mouse.move(2, 300);
    await settle(page);
    await page.waitForTimeout(150);
  };
  const go = async (route) => {
    await page.evaluate((hash) => { location.hash = hash; }, route);
    await rest();
  };
  const quiet = async () => {
    const close = page.getByRole('region', { name: t('common.messages') }).or(page.getByRole('group', { name: t('common.messages') })).getByRole('button', { name: t('common.close') });
    while (await close.count() > 0) {
      await click(page, close);
      await settle(page);
    }
  };
  const open_deal = async () => {
    await go('#/');
    const stages = page.getByRole('list');
    const first = stages.getByRole('listitem').first();
    await click(page, first);
    await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
    await rest();
  };

  const scenes = {
    site, page, t, rest, go,
    close: () => site.close(),
    first_run: rest,
    quiet,
    // Takes a file of ours in, else a small generated pipeline; from here on there is data.
    async board(path = generated(language)) {
      await choose_file(page, named('button', 'first_run.import'), path);
      await dialog.getByRole('radio', { name: t('import_view.own_replace'), exact: true }).waitFor({ state: 'attached', timeout: 60_000 });
      await settle(page);
      await click(page, dialog.getByRole('radio', { name: t('import_view.own_replace'), exact: true }));
      await settle(page);
      await click(page, dialog.getByRole('button', { name: t('import_view.own_replace'), exact: true }));
      await dialog.waitFor({ state: 'detached', timeout: 60_000 });
      await saved(page, 60_000);
      await quiet();
      await rest();
    },
    deal: open_deal,
    table: () => go('#/table'),
    today: () => go('#/today'),
    people: () => go('#/people'),
    async person() {
      await go('#/people');
      await click(page, page.getByRole('list', { name: t('people.list_contacts') }).getByRole('listitem').first());
      await page.getByRole('region').getByRole('textbox', { name: t('field.job_title'), exact: true }).waitFor({ state: 'attached' });
      await rest();
    },
    // Over the first line of today: its next step, done, and what came of it.
    async next_step() {
      await go('#/today');
      const first = page.getByRole('group', { name: t('today.list') }).getByRole('listitem').first();
      await click(page, first);
      await dialog.waitFor({ state: 'attached' });
      await rest();
    },
    async after_step() {
      await click(page, dialog.getByRole('button', { name: t('activity.done'), exact: true }));
      await dialog.getByRole('textbox', { name: t('activity.what'), exact: true }).waitFor({ state: 'attached' });
      await rest();
    },
    async settings(section = 'pipelines') {
      await go('#/settings');
      if (touch) {  // a list to choose from, where tabs have no room
        await click(page, page.getByRole('combobox').first());
        await settle(page);
        await click(page, page.getByRole('option', { name: t(`settings.section_${section}`), exact: true }));
      } else {
        await click(page, named('tab', `settings.section_${section}`));
      }
      await rest();
    },
    async lose() {
      await open_deal();
      await click(page, page.getByRole('region').getByRole('button', { name: t('lose.confirm'), exact: true }));
      await dialog.getByRole('radio').first().waitFor({ state: 'attached' });
      await rest();
    },
    async import_preview() {
      await go('#/settings');
      await click(page, named('tab', 'settings.section_data'));
      await settle(page);
      await choose_file(page, page.getByRole('button', { name: t('first_run.import') }).first(), generated(language, { shape: 'bitrix-csv' }));
      await dialog.getByRole('combobox').first().waitFor({ state: 'attached', timeout: 30_000 });
      await rest();
    },
    async leave_dialog() {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await rest();
    },
    // Through the whole application: look(name) is called at every place. Not `whole`: board, deal, table and today alone. `file`: the data.
    async tour(look, { sections = ['pipelines'], whole = true, file } = {}) {
      await scenes.first_run();
      if (whole) await look('first-run');
      await scenes.board(file);
      await look('board');
      await scenes.deal();
      await look('deal');
      await scenes.table();
      await look('table');
      await scenes.today();
      await look('today');
      await scenes.next_step();
      await look('next-step');
      await scenes.after_step();
      await look('after-step');
      await scenes.leave_dialog();
      await quiet();  // a message goes by itself, sooner or later: not while pictures are taken
      await scenes.people();
      await look('people');
      await scenes.person();
      await look('person');
      await page.keyboard.press('Escape');
      await rest();
      if (!whole) return;
      for (const section of sections) {
        await scenes.settings(section);
        await look(section === 'pipelines' ? 'settings' : `settings-${section}`);
      }
      await scenes.lose();
      await look('lose');
      await scenes.leave_dialog();
      await scenes.import_preview();
      await look('import');
      await scenes.leave_dialog();
    },
  };
  return scenes;
}

// One engine on a screen, a profile and a site of its own for a test; whatever is still open when the test ends is ended with it.
import { hands, launch, new_profile, open_screen, remove_profile } from './engines.mjs';
import { open_site } from './site.mjs';

export async function bench(context, engine, options = {}) {
  const screen = await open_screen();
  const site = await open_site(options);
  const profile = new_profile();
  const hand = hands(screen);
  let browser = null;
  context.after(async () => {
    await browser?.kill();
    await screen.close();
    await site.close();
    remove_profile(profile);
  });
  const complaints = [];
  const at = {
    site, profile, hand, complaints, page: site.page('main'),
    get browser() { return browser; },
    async launch(...paths) {
      browser = await launch(engine, { screen, profile, addresses: paths.map((path) => site.url + path), features: options.features });
    },
    // The real page, ready.
    async open(query = '?lang=en', page = at.page) {
      const here = page.arrival();
      page.said = ({ complaint }) => { if (complaint) complaints.push(complaint); };
      await at.launch(query);
      await here;
      return page.call('ready');
    },
    async kill() {
      await browser.kill();
      site.lost();
      await hand.drop();  // the button a dead hand held
    },
    async click(role, name, page = at.page) { await hand.click(await page.call('place', role, name)); },
  };
  return at;
}

export async function begin_with_sample(at) {
  await at.click('button', 'Look at a sample…');
  await at.page.call('place', 'list', '…');
  return at.page.call('saved');
}

export async function open_data_settings({ page, click }) {
  await page.call('go', '#/settings');
  await click('tab', 'Data');
  await page.call('place', 'button', 'Save everything to a file');
}

// Leaves the page at the board.
export async function export_all(at) {
  await open_data_settings(at);
  await at.click('button', 'Save everything to a file');
  const text = await at.page.call('handed_file');
  await at.page.call('go', '#/board');
  await at.page.call('place', 'button', 'New deal in…');
  return text;
}


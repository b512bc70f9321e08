// Shows the built page in another engine: a picture of its screen, and what it complains of.
// Usage: show.mjs Firefox|WebKitGTK QUERY PICTURE.png   (ImageMagick takes the picture)
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { engines, launch, new_profile, open_screen, remove_profile } from './engines.mjs';
import { open_site } from './site.mjs';

const [engine, query = '?demo=50', picture = 'picture.png'] = process.argv.slice(2);
if (!(engine in engines)) throw new Error(`which engine? ${Object.keys(engines).join(' or ')}`);
const screen = await open_screen();
const site = await open_site();
const profile = new_profile();
const page = site.page('main');
page.said = (what) => console.log('page:', JSON.stringify(what));
const here = page.arrival();
const browser = await launch(engine, { screen, profile, addresses: [site.url + query] });
try {
  await here;
  console.log(await page.call('ready'));
  await sleep(1000);
  execFileSync('import', ['-window', 'root', picture], { env: { ...process.env, DISPLAY: screen.display } });
} finally {
  await browser.kill();
  console.log(browser.said);
  await site.close();
  await screen.close();
  remove_profile(profile);
}

// What is due rings: in the page, by the system when nobody looks at the page, and in a calendar that was given the file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { box_of, button, click, download, saved, settle, until } from './support/pages.mjs';

let site;
before(async () => {
  site = await open_site({ context: { serviceWorkers: 'allow', timezoneId: 'Europe/Moscow', permissions: ['notifications'] } });
  // The clock of the page can be set ahead; everything else, its timers too, goes on as it does.
  await site.context.addInitScript(() => {
    const real = Date.now.bind(Date);
    globalThis.ahead_ms = 0;
    Date.now = () => real() + globalThis.ahead_ms;
  });
});
after(() => site?.close());

const minute_ms = 60_000;
const local = (ms) => new Date(ms + 3 * 60 * minute_ms).toISOString();  // Moscow has no summer time

// A deal with a call at that minute: a line in a column, and N over its card.
async function plan_call(page, title, at_ms) {
  await click(page, button(page, 'New deal').first());
  await page.getByRole('textbox', { name: 'New deal: title, amount, day' }).focus();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  const card = page.getByRole('listitem', { name: title });
  await card.waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  const box = await box_of(card);
  await page.mouse.move(box.x + 30, box.y + 12);
  await settle(page);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  const field = async (label, text) => {
    await dialog.getByRole('textbox', { name: label, exact: true }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  };
  const [day, hour] = local(at_ms).split('T');
  const [year, month, date] = day.split('-');
  await dialog.waitFor({ state: 'attached' });
  await field('What to do', 'Call Anna');
  await field('When', `${month}/${date}/${year}`);
  await field('Time', hour.slice(0, 5));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await saved(page);
}

test('a call rings ten minutes before it: in the page, and as a message of the system that leads back to the deal', { timeout: 120_000 }, async () => {
  const page = await site.page('?lang=en');
  await click(page, button(page, /^Start with an empty board/));
  await page.evaluate(() => navigator.serviceWorker.ready);
  const due_ms = Math.ceil(Date.now() / minute_ms) * minute_ms + 30 * minute_ms;
  await plan_call(page, 'Acme', due_ms);
  await page.keyboard.press('Escape');
  await page.evaluate(() => { document.hasFocus = () => false; });
  // Four seconds before the minute it rings in; from there on the page wakes by itself.
  await page.evaluate((until) => { globalThis.ahead_ms = until - Date.now(); }, due_ms - 10 * minute_ms - 4_000);
  await page.mouse.move(500, 500);
  const messages = page.getByRole('region', { name: 'Messages' });
  const says = `Call Anna — Acme`;
  await settle(page);
  assert.equal(await messages.getByText(says).count(), 0, 'not before its time');
  await messages.getByText(says).waitFor({ state: 'attached', timeout: 15_000 });
  const told = await until(() => page.evaluate(async () => {
    const list = await (await navigator.serviceWorker.ready).getNotifications();
    return list.length > 0 && list.map(({ title, data }) => ({ title, route: data.route }));
  }), 'a message of the system');
  assert.equal(told.length, 1);
  assert.match(told[0].title, /Call Anna — Acme$/);
  assert.match(told[0].route, /^#\/deal\//);
  assert.equal(new URL(page.url()).hash.startsWith('#/deal/'), false);
  await click(page, messages.getByRole('button', { name: 'Open' }));
  await page.waitForFunction((route) => location.hash.startsWith(route), told[0].route);
  await page.close();
});

test('a tab that nobody looks at leaves it to the one that is looked at', { timeout: 120_000 }, async () => {
  const page = await site.page('?lang=en');
  const other = await site.page('?lang=en');
  const shown = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).length);
  await page.bringToFront();
  const due_ms = Math.ceil(Date.now() / minute_ms) * minute_ms + 30 * minute_ms;
  await plan_call(page, 'Globex', due_ms);
  await page.keyboard.press('Escape');
  const before = await shown();
  await page.evaluate(() => { document.hasFocus = () => false; });
  await other.evaluate(() => { document.hasFocus = () => true; });
  await page.evaluate((until) => { globalThis.ahead_ms = until - Date.now(); }, due_ms - 10 * minute_ms - 2_000);
  await page.mouse.move(500, 500);
  await page.getByRole('region', { name: 'Messages' }).getByText('Call Anna — Globex').waitFor({ state: 'attached', timeout: 15_000 });
  await page.waitForTimeout(1_000);
  assert.equal(await shown(), before);
  await other.close();
  await page.close();
});

test('a click on the message of the system leads to the deal', { timeout: 60_000 }, async () => {
  const page = await site.page('?lang=en#/board');
  const [worker] = site.context.serviceWorkers();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.showNotification('Call', { data: { route: '#/today', page: location.pathname + location.search } });
  });
  // No browser lets a test click on what the system shows: the worker is handed the event that such a click is.
  await worker.evaluate(async () => {
    const [notification] = await registration.getNotifications();
    try { dispatchEvent(new NotificationEvent('notificationclick', { notification })); } catch { /* only real ones can wait */ }
  });
  await page.waitForFunction(() => location.hash === '#/today');
  await page.close();
});

test('all that is planned goes into a calendar file, and the settings say what a closed page cannot do', { timeout: 60_000 }, async () => {
  const page = await site.page('?lang=en#/settings');
  await click(page, page.getByRole('tab', { name: 'Reminders' }));
  await page.getByText(/A closed page cannot ring/).first().waitFor({ state: 'attached' });
  const text = (await download(page, () => click(page, button(page, 'Save all activities (.ics)')))).toString('utf8');
  assert.match(text, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  assert.match(text, /\r\nUID:act_[0-9A-Z]{26}@voronka\r\n/);
  assert.match(text, /\r\nSUMMARY:Call Anna — Acme\r\n/);
  assert.match(text, /\r\nTRIGGER:-PT10M\r\n/);
  assert.match(text, /END:VCALENDAR\r\n$/);
  await page.close();
});

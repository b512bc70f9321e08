// What a test asks of the real page: where things lie on the screen, and what it says. By roles and names, as assistive technology has them.

const implied = { BUTTON: 'button', LI: 'listitem', UL: 'list', H1: 'heading', H2: 'heading', H3: 'heading', INPUT: 'textbox', TEXTAREA: 'textbox', DIALOG: 'dialog' };
const role_of = (element) => element.getAttribute('role') ?? implied[element.tagName] ?? '';
const name_of = (element) => element.getAttribute('aria-label') ?? element.textContent ?? '';
const { documentElement: html } = document;

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
// Two frames and a little: the page has had the frames it wanted. A page that is hidden gets none.
export const settle = () => Promise.race([
  new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 60))); }), pause(400)]);

async function until(what, look, ms = 15_000) {
  for (const end = performance.now() + ms; ;) {
    const found = look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${ms} ms for ${what}; the page is ${JSON.stringify(state())}`);
    await pause(10);
  }
}

// A name that ends with "…" is the beginning of one; the role "*" is any.
const is_named = (element, name) => (name.endsWith('…') ? name_of(element).startsWith(name.slice(0, -1)) : name_of(element) === name);
export const all = (role, name) => [...document.querySelectorAll('#mirror *')].filter((element) => (role === '*' || role_of(element) === role) && is_named(element, name));

// Of the middle, in pixels of the screen: the window's bars lie above the page.
const on_screen = (element) => {
  const box = element.getBoundingClientRect();
  const [left, top] = [window.mozInnerScreenX ?? screenX + (outerWidth - innerWidth) / 2, window.mozInnerScreenY ?? screenY + outerHeight - innerHeight];
  return { x: left + box.left + box.width / 2, y: top + box.top + box.height / 2, width: box.width, height: box.height,
    seen: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth };
};

export async function place(role, name) {
  await until(`${role} ${name}`, () => all(role, name).length > 0);
  await settle();
  const found = await at_rest(role, name);
  if (found.seen) return found;
  all(role, name)[0]?.focus();  // the page scrolls for it
  await settle();
  return at_rest(role, name);
}
// What comes late (the strip on top, a list above it) moves it, and a hand that aimed before would miss.
async function at_rest(role, name) {
  const look = async () => on_screen(await until(`${role} ${name}`, () => all(role, name)[0]));
  for (let before = await look(); ;) {
    await pause(150);
    await settle();
    const now = await look();
    if (now.x === before.x && now.y === before.y) return now;
    before = now;
  }
}
export const gone = (role, name) => until(`no ${role} ${name}`, () => all(role, name).length === 0).then(() => true);
export const count = (role, name) => all(role, name).length;
export const names = (role, name = '…') => all(role, name).map(name_of);

// Without the number of what is due before it.
const shown_title = () => document.title.replace(/^\(\d+\) /, '');
export const state = () => ({ app: html.dataset.app, save: html.dataset.save, title: shown_title(), hash: location.hash,
  field: document.activeElement?.value ?? null,
  sight: document.visibilityState,
  says: [...names('alert'), ...names('status'), ...names('dialog')].map((text) => text.slice(0, 200)) });
export const ready = () => until('the page', () => html.dataset.app === 'ready', 30_000).then(settle).then(state);
export const saved = () => until('saved', () => html.dataset.save === 'saved').then(state);
// Only what is in the document can have been saved, and the page is called after the deal in the document.
export const saved_as = (title) => until(`saved as ${title}`, () => shown_title().startsWith(`${title} `) && html.dataset.save === 'saved').then(state);
export const at_board = () => until('the board', () => !location.hash.startsWith('#/deal/')).then(settle);

// The columns and the cards in them that can be seen whole.
export async function columns() {
  await settle();
  const lists = all('list', '…').filter((list) => on_screen(list).height > 100);
  return lists.map((list) => ({ name: name_of(list), ...on_screen(list),
    cards: [...list.children].filter((item) => role_of(item) === 'listitem').map((item) => ({ name: name_of(item), ...on_screen(item) })).filter(({ seen }) => seen) }));
}
export const card_in = (column, title) => until(`${title} in ${column}`, () => all('list', column)
  .some((list) => [...list.children].some((item) => name_of(item).startsWith(`${title}, `))), 5000).then(() => true);

// What the page hands out as a file is kept here, too: a download is out of a test's reach in some engines.
let handed = null;
const { createObjectURL } = URL;
URL.createObjectURL = (what) => {
  handed = what;
  return createObjectURL.call(URL, what);
};
export const handed_file = async () => (await until('a file', () => handed)).text().finally(() => { handed = null; });

// Work without hands: a tab in the background gets no keys. These are the events of assistive technology.
export async function add_deals(column, names_of_deals) {
  const opener = await until(column, () => all('button', `New deal in “${column}”`)[0]);
  opener.click();
  const field = await until('the field', () => all('textbox', 'New deal: title, amount, day')[0]);
  for (const name of names_of_deals) {
    field.focus();
    field.value = name;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
    await until(`${name} taken`, () => field.value === '', 30_000);
  }
  return saved();
}

// What lies in the file store, unpacked by the browser and not by the code under test.
export async function stored_copies() {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(encodeURIComponent('/voronka-copies'), { create: true });
  const found = [];
  for await (const [name, handle] of folder.entries()) {
    const file = await handle.getFile();
    found.push({ name, text: await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text() });
  }
  return found;
}

// The copies in the browser's file store, as people meet them: in the settings, and on the page of lost data.
import { open_data_settings } from './own_files.mjs';
import { button, click, saved, settle } from './pages.mjs';

export const copies = (page) => page.getByRole('list', { name: 'Copies in this browser' }).getByRole('listitem');

export async function begin_with_sample(page) {
  await click(page, button(page, /^Look at a sample/));
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await saved(page);
}

// Leaves the page in the settings; the copy may still be under way.
export async function begin_copy(page) {
  await open_data_settings(page);
  const make = button(page, 'Make a copy now');
  await make.waitFor({ state: 'attached' });
  await make.focus();  // it may have to be scrolled for
  await settle(page);
  await click(page, make);
}

export async function make_copy(page) {
  await begin_copy(page);
  await copies(page).first().waitFor({ state: 'attached' });
  await settle(page);
}

// On the page of lost data: the newest copy in the place of what is there.
export async function bring_back(page) {
  const restore = button(page, /^Open the copy of/).first();
  await restore.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, restore);
  const dialog = page.getByRole('dialog');
  const replace = dialog.getByRole('radio', { name: 'Replace everything' });
  await replace.waitFor({ state: 'attached', timeout: 30_000 });
  await settle(page);
  await click(page, replace);
  await settle(page);
  const word = dialog.getByRole('textbox', { name: 'Type REPLACE to replace' });
  if (await word.count() > 0) {  // there is something that would be replaced
    await word.focus();
    await page.keyboard.type('REPLACE');
    await settle(page);
  }
  await click(page, dialog.getByRole('button', { name: 'Replace everything' }));
  await dialog.waitFor({ state: 'detached' });
  await saved(page);
}

// What lies in the file store, unpacked by the browser and not by the code under test: [{ name, bytes, text or broken }].
export const stored_copies = (page) => page.evaluate(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(encodeURIComponent('/voronka-copies'), { create: true });
  const found = [];
  for await (const [name, handle] of folder.entries()) {
    const file = await handle.getFile();
    try {
      found.push({ name, bytes: file.size, text: await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text() });
    } catch (error) {
      found.push({ name, bytes: file.size, broken: String(error) });
    }
  }
  return found;
});

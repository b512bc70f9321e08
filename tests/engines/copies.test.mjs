// Copies in the file store (OPFS) by the way that each engine has for writing a file.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { begin_with_sample, bench, open_data_settings } from './support/bench.mjs';
import { webkit_files } from './support/engines.mjs';


// As in Safari before 26, which has no stream to a file.
const no_stream = 'delete FileSystemFileHandle.prototype.createWritable;';
const list = 'Copies in this browser';

async function makes_a_copy(context, engine, options) {
  const at = await bench(context, engine, options);
  const { page } = at;
  await at.open();
  await begin_with_sample(at);
  await open_data_settings(at);
  await at.click('button', 'Make a copy now');
  await page.call('place', 'button', 'Open the copy of…');
  const copies = await page.call('stored_copies');
  assert.equal(copies.length, 1);
  const { format, records } = JSON.parse(copies[0].text);
  assert.equal(format, 'voronka');
  assert.ok(records.filter(({ type }) => type === 'deal').length > 20);

  // After a kill it is still there, and opens.
  await at.kill();
  await at.open();
  await open_data_settings(at);
  assert.ok(await page.call('place', 'list', list));
  await at.click('button', 'Open the copy of…');
  await page.call('place', 'radio', 'Replace everything');
  assert.deepEqual(at.complaints, []);
}

// Two at a time: each has a screen of its own, and much of it is waiting.
describe('copies in other engines', { concurrency: 2 }, () => {
  test('Firefox: a copy is made, listed, survives a kill and can be opened', { timeout: 90_000 }, (context) => makes_a_copy(context, 'Firefox'));
  test('Firefox without streams to files: a copy made by a sync access handle is listed, survives a kill and can be opened', { timeout: 90_000 },
    (context) => makes_a_copy(context, 'Firefox', { before_worker: no_stream }));
  test('WebKitGTK with file storage turned on: a copy is made, listed, survives a kill and can be opened', { timeout: 90_000 },
    (context) => makes_a_copy(context, 'WebKitGTK', { features: [...webkit_files, 'FileSystemWritableStream'] }));

  // The port gives no sync access handle (its IPC cannot carry one), so there it is without any way to write when it has no streams. Of
  // Safari's way only the second half can be shown: the move of what was written.
  test('WebKitGTK with files that cannot be written: the page says that no copy was made, and why', { timeout: 60_000 }, async (context) => {
    const at = await bench(context, 'WebKitGTK', { features: webkit_files });
    await at.open();
    await begin_with_sample(at);
    await open_data_settings(at);
    await at.click('button', 'Make a copy now');
    await at.click('button', 'Where your data is');
    await at.page.call('place', '*', 'The last copy was not made…');
    assert.match((await at.page.call('names', '*', 'The last copy was not made…')).join(), /NotSupportedError/);
    assert.equal(await at.page.call('count', 'list', list), 0);
  });

  test('WebKitGTK with file storage turned on: a file that was written gets its name by the move that copies use', { timeout: 60_000 }, async (context) => {
    const at = await bench(context, 'WebKitGTK', { features: [...webkit_files, 'FileSystemWritableStream'] });
    const here = at.page.arrival();
    await at.launch('storage.html');
    await here;
    assert.deepEqual(await at.page.call('move_file'), { names: ['whole'], text: 'as written' });
  });

  test('WebKitGTK as it comes has no file storage: work is saved, and there is no copy to ask for', { timeout: 60_000 }, async (context) => {
    const at = await bench(context, 'WebKitGTK');
    await at.open();
    await begin_with_sample(at);
    await open_data_settings(at);
    assert.equal(await at.page.call('count', 'button', 'Make a copy now'), 0);
    assert.equal(await at.page.call('count', 'list', list), 0);
    assert.deepEqual(at.complaints, []);
  });
});

// What the page looks like: pictures in both languages, both themes, on a laptop and on a phone, and every named element of the
// mirror must be seen in its picture. How to update them: support/pictures.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { blank_places, check_picture, difference } from './support/pictures.mjs';
import { font, font_in_use, launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// Of the elements that lie on top (a dialog or panel covers what is below): those without children that have a name.
const named_places = () => {
  const open = [...document.querySelectorAll('#mirror [role=dialog], #mirror section:not([inert])')].at(-1);
  const top = open ?? document.getElementById('mirror');
  return [...top.querySelectorAll('button, h1, h2, h3, a, [role=radio], [role=tab], li, [role=combobox]')]
    .map((element) => ({ name: element.getAttribute('aria-label') ?? element.textContent, box: element.getBoundingClientRect() }))
    .filter(({ name, box }) => name !== '' && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth)
    .map(({ name, box }) => ({ name, x: box.x, y: box.y, width: box.width, height: box.height }));
};

// Everything in both themes and languages, on the phone board, panel and table.
for (const [language, theme, viewport, whole] of [
  ['ru', 'light', laptop, true], ['en', 'dark', laptop, true], ['ru', 'dark', laptop, true], ['en', 'light', laptop, true],
  ['ru', 'light', phone, false], ['en', 'dark', phone, false],
]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`the page looks as it did, and shows what its mirror names: ${language}, ${theme}, ${size}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page } = scenes;
    const fonts = await font_in_use(page);
    assert.deepEqual(fonts, [font], `the pictures are drawn in ${font}: install it (web/toolchain/setup.sh browsers)`);
    const wrong = [];
    const look = async (scene) => {
      const picture = await page.screenshot();
      const complaint = check_picture(`${scene}-${language}-${theme}-${size}`, picture);
      if (complaint) wrong.push(complaint);
      for (const name of blank_places(picture, await page.evaluate(named_places))) wrong.push(`${scene}: nothing is drawn where the mirror has “${name}”`);
    };
    await scenes.tour(look, { whole, sections: ['pipelines', 'reminders', 'talk'] });
    await scenes.close();
    assert.deepEqual(wrong, []);
  });
}

test('a picture in which one letter is another one is refused', () => {
  const picture = (letter) => {
    const image = new PNG({ width: 200, height: 100 });
    image.data.fill(255);
    for (let y = 40; y < 52; ++y) {
      for (let x = 60; x < 68; ++x) {
        if (letter === 'l' ? x < 62 : (x - y) % 2 === 0) image.data.fill(0, 4 * (y * 200 + x), 4 * (y * 200 + x) + 3);
      }
    }
    return PNG.sync.write(image);
  };
  assert.equal(difference('letter', picture('l'), picture('l')), null);
  assert.match(difference('letter', picture('l'), picture('o')), /pixels differ/);
});

test('a place of one colour counts as blank, one with a mark does not', () => {
  const image = new PNG({ width: 40, height: 20 });
  image.data.fill(255);
  image.data.fill(0, 4 * (10 * 40 + 30), 4 * (10 * 40 + 30) + 3);
  const places = [{ name: 'left', x: 0, y: 0, width: 20, height: 20 }, { name: 'right', x: 20, y: 0, width: 20, height: 20 }];
  assert.deepEqual(blank_places(PNG.sync.write(image), places), ['left']);
});

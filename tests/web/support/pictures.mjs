// Golden pictures: PNG files in tests/golden/screens/, compared by pixelmatch (it forgives anti-aliasing, which byte equality
// does not) on what pngjs decodes. VORONKA_UPDATE_GOLDENS=1 writes them anew: look at every one before committing it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const goldens = join(root, 'tests/golden/screens');
const differences = join(root, 'build/pictures');

// A missing letter is about forty pixels.
const allowed_pixels = 30;

// null when they are alike, else what is wrong; the picture of the difference lies in build/pictures/.
export function difference(name, actual, golden) {
  const [left, right] = [PNG.sync.read(actual), PNG.sync.read(golden)];
  if (left.width !== right.width || left.height !== right.height) return `${name} is ${left.width} x ${left.height}, its golden picture ${right.width} x ${right.height}`;
  const picture = new PNG({ width: left.width, height: left.height });
  const pixels = pixelmatch(left.data, right.data, picture.data, left.width, left.height, { threshold: 0.1 });
  if (pixels <= allowed_pixels) return null;
  mkdirSync(differences, { recursive: true });
  writeFileSync(join(differences, `${name}.png`), actual);
  writeFileSync(join(differences, `${name}.difference.png`), PNG.sync.write(picture));
  return `${name}: ${pixels} pixels differ (see build/pictures/${name}.difference.png; if it is meant to look so: VORONKA_UPDATE_GOLDENS=1)`;
}

// Flat areas and repeated letters: without row filters the files are a third of what the usual ones give.
export function check_picture(name, actual) {
  const path = join(goldens, `${name}.png`);
  if (process.env.VORONKA_UPDATE_GOLDENS === '1') {
    mkdirSync(goldens, { recursive: true });
    if (!existsSync(path) || difference(name, actual, readFileSync(path))) writeFileSync(path, PNG.sync.write(PNG.sync.read(actual), { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 }));
    return null;
  }
  if (!existsSync(path)) return `${name} has no golden picture (VORONKA_UPDATE_GOLDENS=1 makes it)`;
  return difference(name, actual, readFileSync(path));
}

// Of places {name, x, y, width, height} those where the picture shows one flat colour: named, but not to be seen.
export function blank_places(actual, places) {
  const { width, height, data } = PNG.sync.read(actual);
  return places.filter((place) => {
    const [left, top] = [Math.max(0, Math.ceil(place.x)), Math.max(0, Math.ceil(place.y))];
    const [right, bottom] = [Math.min(width, Math.floor(place.x + place.width)), Math.min(height, Math.floor(place.y + place.height))];
    const low = [255, 255, 255], high = [0, 0, 0];
    for (let y = top; y < bottom; ++y) {
      for (let x = left; x < right; ++x) {
        for (let i = 0; i < 3; ++i) {
          const value = data[4 * (y * width + x) + i];
          low[i] = Math.min(low[i], value);
          high[i] = Math.max(high[i], value);
        }
      }
    }
    return right - left > 4 && bottom - top > 4 && Math.max(...high.map((value, i) => value - low[i])) < 10;
  }).map((place) => place.name);
}

// How often a column shows places without a card while it is scrolled: pictures of the browser's screencast, taken as they come, so
// what the compositor showed and not what the page believes. A row of pixels is empty if it has one brightness from side to side; a
// picture has a blank place if more rows in a row are empty than ever at rest, by half a card. Taken apart from the timing, for
// pictures cost time.
import { PNG } from 'pngjs';
import { settle, to_the_top, wheel } from './acts.mjs';

const half_card = 40;

// The longest run of empty rows in the column's inner part.
function longest_empty(data, { x, y, width, height }) {
  const picture = PNG.sync.read(data);
  const left = Math.round(x + width * 0.15), right = Math.round(x + width * 0.8);
  const bottom = Math.min(picture.height, Math.floor(y + height));
  let run = 0, longest = 0;
  for (let row = Math.ceil(y); row < bottom; ++row) {
    let low = 255, high = 0;
    for (let column = left; column < right; ++column) {
      const green = picture.data[(row * picture.width + column) * 4 + 1];
      low = Math.min(low, green);
      high = Math.max(high, green);
    }
    run = high - low < 8 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

// To be asked before the column is scrolled: what is blank after that may stay so.
export const empty_at_rest = async (page, places) => longest_empty(await page.screenshot(), places.longest);

export async function blanks(tab, places) {
  const { page, session, keep } = tab;
  await to_the_top(tab, places);
  const pictures = [];
  const take = ({ data, sessionId }) => {
    pictures.push(Buffer.from(data, 'base64'));
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  };
  session.on('Page.screencastFrame', take);
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  await wheel(tab, places, 120);
  await settle(page);
  await session.send('Page.stopScreencast');
  session.off('Page.screencastFrame', take);
  const blank = pictures.filter((picture) => longest_empty(picture, places.longest) > places.at_rest + half_card);
  if (blank.length > 0) await keep('blank', blank[0]);
  return { blank: blank.length / pictures.length * 100, pictures: pictures.length };
}

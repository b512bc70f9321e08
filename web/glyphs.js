// Rasterises single glyphs with a 2D canvas: any script and emoji in the system's own font, no font file. Icons are outlines
// behind private-use code points. Answers go straight into a buffer of the wasm memory that C++ owns.
import { first_icon, icon_paths } from 'generated/icons.js';

// The same stack as --font in style.css: a text field must look like the text the canvas draws.
export const font_stack = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const largest = 256;  // pixels a side; C++ has room for as many

export function create_glyphs(module) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = largest;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let font = '';
  const use = (weight, pixels) => {
    const wanted = `${weight} ${pixels}px ${font_stack}`;
    if (wanted === font) return;
    context.font = font = wanted;
    // One code point is one glyph for us: what the browser would do between two of them would not match.
    context.fontKerning = 'none';
    context.textRendering = 'geometricPrecision';
    context.textBaseline = 'alphabetic';
  };
  const is_icon = (code) => code >= first_icon && code < first_icon + icon_paths.length;

  // Copies a w x h corner of the canvas to the buffer; plain glyphs become white with coverage in alpha.
  const copy = (width, height, fill, may_be_colored, buffer) => {
    const { data } = context.getImageData(0, 0, width, height);
    let colored = false;
    if (may_be_colored) {
      for (let i = 0; i < data.length && !colored; i += 4) {
        colored = data[i + 3] > 128 && (Math.abs(data[i] - fill) > 24 || Math.abs(data[i + 1] - fill) > 24 || Math.abs(data[i + 2] - fill) > 24);
      }
    }
    if (!colored) for (let i = 0; i < data.length; i += 4) data[i] = data[i + 1] = data[i + 2] = 255;
    module.HEAPU8.set(data, buffer >>> 0);
    return colored;
  };
  const answer = (out, values) => {
    const view = new DataView(module.HEAPU8.buffer, out >>> 0, 4 * values.length);
    values.forEach((value, i) => view.setFloat32(4 * i, value, true));
  };

  return {
    // out: ascent, descent
    metrics(weight, pixels, out) {
      use(weight, pixels);
      const box = context.measureText('Hg');
      answer(out, [box.fontBoundingBoxAscent, box.fontBoundingBoxDescent]);
    },
    advance(weight, pixels, code) {
      if (is_icon(code)) return pixels;
      use(weight, pixels);
      return context.measureText(String.fromCodePoint(code)).width;
    },
    // out: advance, left, top, width, height, colored
    glyph(weight, pixels, code, light_text, buffer, out) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      if (is_icon(code)) {
        const side = Math.min(largest, pixels + 2);
        context.clearRect(0, 0, side, side);
        context.setTransform(pixels / 24, 0, 0, pixels / 24, 1, 1);
        context.strokeStyle = '#fff';
        context.lineWidth = 1.9;
        context.lineCap = context.lineJoin = 'round';
        context.stroke(new Path2D(icon_paths[code - first_icon]));
        context.setTransform(1, 0, 0, 1, 0, 0);
        copy(side, side, 255, false, buffer);
        answer(out, [pixels, -1, -pixels + Math.round(pixels * 0.13), side, side, 0]);
        return;
      }
      use(weight, pixels);
      const text = String.fromCodePoint(code);
      const box = context.measureText(text);
      const left = Math.floor(-box.actualBoundingBoxLeft) - 1;
      const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
      const width = Math.min(largest, Math.ceil(box.actualBoundingBoxRight) + 1 - left);
      const height = Math.min(largest, Math.ceil(box.actualBoundingBoxDescent) + 1 - top);
      const blank = box.actualBoundingBoxRight + box.actualBoundingBoxLeft <= 0 || box.actualBoundingBoxAscent + box.actualBoundingBoxDescent <= 0;
      if (blank || width <= 0 || height <= 0) return answer(out, [box.width, 0, 0, 0, 0, 0]);
      context.clearRect(0, 0, width, height);
      // Browsers thicken dark and light text differently; the color is the one that most text of the theme has.
      context.fillStyle = light_text ? '#fff' : '#000';
      context.fillText(text, -left, -top);
      const colored = copy(width, height, light_text ? 255 : 0, code >= 0x2000, buffer);
      answer(out, [box.width, left, top, width, height, colored ? 1 : 0]);
    },
  };
}

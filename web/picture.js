// What the page is drawn on: WebGL 2 where there is a GPU, else a 2D canvas that is handed pixels made by C++ (src/ui/raster.hpp). WebGL
// without a GPU is emulated in other processes: with nothing but a card's area changing it takes 9.8 ms of all processes a frame,
// the 2D canvas 2.5. And browsers cease to offer it (Chrome since 139).
const emulated = /swiftshader|llvmpipe|softpipe|software|basic render/i;

const context_options = {
  alpha: false, antialias: false, depth: false, stencil: false, powerPreference: 'low-power',
  preserveDrawingBuffer: true,  // what did not change stays
};

function is_emulated(gl) {
  const name = gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER;
  return emulated.test(String(gl.getParameter(name)));
}

// -> { canvas, gl: whether it has a WebGL 2 context (C++ finds it by asking again) }. wanted: 'gl' and 'soft' for tests and doubts.
// The canvas may be another than before: one that has had a context of one kind never gets one of the other.
export function open_canvas(canvas, wanted) {
  const gl = wanted === 'soft' ? null : canvas.getContext('webgl2', { ...context_options, failIfMajorPerformanceCaveat: wanted !== 'gl' });
  if (gl && (wanted === 'gl' || !is_emulated(gl))) return { canvas, gl: true };
  if (!gl) return { canvas, gl: false };
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  const fresh = canvas.cloneNode();
  canvas.replaceWith(fresh);
  return { canvas: fresh, gl: false };
}

export function create_picture(module, canvas) {
  let context = null, whole = null, from = -1;
  return {
    open() {
      // The pixels stay on the processor's side: the browser composes there, too.
      context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
      return context !== null;
    },
    put(pixels, width, height, x, y, part_width, part_height) {
      // Wasm memory that has grown leaves the old view without bytes.
      if (from !== pixels || whole.width !== width || whole.height !== height || whole.data.length === 0) {
        from = pixels;
        whole = new ImageData(new Uint8ClampedArray(module.HEAPU8.buffer, pixels >>> 0, width * height * 4), width, height);
      }
      context.putImageData(whole, 0, 0, x, y, part_width, part_height);
    },
  };
}

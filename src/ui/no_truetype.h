// Stands in for stb_truetype in Dear ImGui (imconfig.hpp): glyphs come from the browser, and a font parser that can never be
// reached would be a tenth of the page. Every function says "no such font".
#pragma once

struct stbtt_fontinfo {
  int unused;
};
inline int stbtt_GetFontOffsetForIndex(const unsigned char*, int) { return -1; }
inline int stbtt_InitFont(stbtt_fontinfo*, const unsigned char*, int) { return 0; }
inline int stbtt_FindGlyphIndex(const stbtt_fontinfo*, int) { return 0; }
inline float stbtt_ScaleForPixelHeight(const stbtt_fontinfo*, float) { return 0; }
inline float stbtt_ScaleForMappingEmToPixels(const stbtt_fontinfo*, float) { return 0; }
inline void stbtt_GetFontVMetrics(const stbtt_fontinfo*, int* ascent, int* descent, int* gap) { *ascent = *descent = *gap = 0; }
inline void stbtt_GetGlyphBitmapBox(const stbtt_fontinfo*, int, float, float, int* x0, int* y0, int* x1, int* y1) { *x0 = *y0 = *x1 = *y1 = 0; }
inline void stbtt_GetGlyphBitmapBoxSubpixel(const stbtt_fontinfo*, int, float, float, float, float, int* x0, int* y0, int* x1, int* y1) { *x0 = *y0 = *x1 = *y1 = 0; }
inline void stbtt_GetGlyphHMetrics(const stbtt_fontinfo*, int, int* advance, int* bearing) { *advance = *bearing = 0; }
inline void stbtt_MakeGlyphBitmapSubpixelPrefilter(const stbtt_fontinfo*, unsigned char*, int, int, int, float, float, float, float, int, int, float*, float*, int) {}

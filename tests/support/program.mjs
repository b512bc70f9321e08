// The terminal program for tests that need its files or its word: the sanitized one, which is built with the C++ tests, so that
// no test waits for another build. VORONKA_PROGRAM names another.
export const program = process.env.VORONKA_PROGRAM ?? new URL('../../build/native-asan/voronka', import.meta.url).pathname;

// What it still holds when it ends is no leak.
process.env.ASAN_OPTIONS ??= 'detect_leaks=0';

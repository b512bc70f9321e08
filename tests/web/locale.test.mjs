// C++ puts numbers, money, dates and times together itself, from patterns that web/intl.js reads once. Here it does so with the
// patterns of the real browser, and what it writes is what the browser's own Intl writes, for a thousand values a locale. Where
// the two differ on purpose the rule stands below, and is held to.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser } from './support/browser.mjs';
import { serve } from './support/storage_page.mjs';

// Built with the sanitized tests; without it this fails, as it should.
const probe = fileURLToPath(new URL('../../build/native-asan/locale_probe', import.meta.url));
const values = 1000;

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch_browser(), serve()]); });
after(async () => {
  await browser.close();
  await server.close();
});

function make_random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, pick: (list) => list[below(list.length)] };
}

// Symbols are read for the first row; the second is written with its letters in every locale.
const currencies = ['RUB', 'USD', 'EUR', 'KZT', 'BYN', 'JPY', 'GBP', 'CNY', 'INR', 'TRY', 'UZS', 'AMD', 'THB', 'KWD', 'XAF', 'SEK'];
const last_day = Math.floor(Date.UTC(2100, 11, 31) / 86_400_000);

function make_questions(seed) {
  const random = make_random(seed);
  // Numbers of every length, both signs; zero and the ends of the day and the year come by for certain.
  const whole = (digits) => (random.below(5) === 0 ? -1 : 1) * Number(Array.from({ length: 1 + random.below(digits) }, () => random.below(10)).join(''));
  const kinds = {
    number: () => `${whole(15)}`,
    decimal: () => `${whole(9) / 64} ${random.below(4)}`,  // exact in binary: both see the same tie
    percent: () => (random.below(2) ? `${whole(4)} 0` : `${whole(4) / 4} 2`),
    money: () => `${whole(random.pick([3, 6, 12, 15]))} ${random.pick(currencies)}`,
    time: () => `${random.below(1440)}`,
    ...Object.fromEntries(['date_short', 'date_medium', 'date_long', 'date_numeric', 'month_title', 'weekday_short', 'weekday_long'].map((kind) => [kind, () => `${random.below(last_day + 1)}`])),
  };
  const certain = ['number 0', 'number 999', 'number 1000', 'number -1000', 'number 9999', 'number 10000', 'decimal -0.25 0', 'percent 0 0', 'money 0 RUB',
    'money -5 RUB', 'money -100 USD', 'money 1500 JPY', 'money 1500 KWD', 'money 100000 EUR', 'time 0', 'time 719', 'time 720', 'time 779', 'time 1439',
    ...['date_short', 'date_medium', 'date_long', 'date_numeric', 'month_title'].flatMap((kind) => [`${kind} 0`, `${kind} 11016`, `${kind} ${last_day}`])];  // 11016: 2000-02-29
  const names = Object.keys(kinds);
  return [...certain, ...Array.from({ length: values - certain.length }, () => { const kind = random.pick(names); return `${kind} ${kinds[kind]()}`; })];
}

// In the page: what Intl says. `numeric` dates are asked for as web/intl.js asks.
const by_intl = async ({ tag, questions, intl }) => {
  const { read_patterns } = await import(intl);
  const date = (options) => (days) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).format(Number(days) * 86_400_000);
  const two = tag.startsWith('ru') ? '2-digit' : 'numeric';
  const twelve = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12;
  const number = (options, value) => new Intl.NumberFormat(tag, { signDisplay: 'negative', ...options }).format(value);
  const read_currencies = new Set(read_patterns(tag).split('\n').filter((line) => line.startsWith('currency\t')).map((line) => line.split('\t')[1]));
  const kinds = {
    number: (value) => number({}, value),
    decimal: (value, digits) => number({ minimumFractionDigits: digits, maximumFractionDigits: digits }, Number(value)),
    percent: (value, digits) => number({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }, Number(value) / 100),
    money: (minor, currency) => {
      const digits = new Intl.NumberFormat(tag, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
      const sign = minor.startsWith('-') ? '-' : '';
      const padded = minor.replace('-', '').padStart(digits + 1, '0');
      const rest = digits === 0 ? '' : padded.slice(-digits);
      // Money has no ",00": a sum of whole roubles is written as one.
      const shown = /[1-9]/.test(rest) ? digits : 0;
      const value = `${sign}${padded.slice(0, padded.length - digits)}${shown > 0 ? `.${rest}` : ''}`;
      return number({ style: 'currency', currency, minimumFractionDigits: shown, maximumFractionDigits: shown,
        currencyDisplay: read_currencies.has(currency) ? 'narrowSymbol' : 'code' }, value);
    },
    // Where a day has 24 hours each has two digits, so that times stand under each other. The space before AM and PM, which is
    // narrow in ICU and breaks lines in V8, is an ordinary one that does not break.
    time: (minutes) => new Intl.DateTimeFormat(tag, { hour: twelve ? 'numeric' : '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(Number(minutes) * 60_000).replace(/[ \u202f]/, '\u00a0'),
    // "15 окт." on a card reads as an unfinished sentence.
    date_short: (days) => date({ day: 'numeric', month: 'short' })(days).replace(/\.$/, ''),
    date_medium: date({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_long: date({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_numeric: date({ day: two, month: two, year: 'numeric' }),
    // A heading: "октябрь 2026" without the "г." of running text.
    month_title: (days) => date({ month: 'long', year: 'numeric' })(days).replace(/\s+г\.$/, ''),
    weekday_short: date({ weekday: 'short' }),
    weekday_long: date({ weekday: 'long' }),
  };
  return {
    patterns: read_patterns(tag),
    answers: questions.map((question) => {
      const [kind, ...rest] = question.split(' ');
      return kinds[kind](...rest);
    }),
  };
};

for (const [seed, tag] of ['ru-RU', 'ru-KZ', 'en-US', 'en-GB'].entries()) {
  test(`numbers, money, dates and times are written as the browser's own Intl writes them: ${tag}`, async () => {
    const page = await browser.newPage();
    await page.goto(server.address);
    const questions = make_questions(seed + 1);
    const { patterns, answers } = await page.evaluate(by_intl, { tag, questions, intl: '/web/intl.js' });
    await page.close();
    const input = [tag.slice(0, 2), patterns, '', ...questions, ''].join('\n');
    const ours = execFileSync(probe, { input, encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } }).split('\n');
    const wrong = questions.flatMap((question, i) => (ours[i] === answers[i] ? [] : [`${question}: ours “${ours[i]}”, Intl “${answers[i]}”`]));
    assert.equal(questions.length, values);
    assert.deepEqual(wrong.slice(0, 20), []);
  });
}

// Reads the patterns of Intl once: separators, currencies, dates, the first day of the week. C++ formats with them
// (src/ui/locale.cpp); no number is formatted here later. One "key<TAB>value…" a line.
const currencies = ['RUB', 'USD', 'EUR', 'KZT', 'BYN', 'UAH', 'UZS', 'GEL', 'AMD', 'KGS', 'AZN', 'TJS', 'CNY', 'TRY', 'GBP', 'AED', 'INR', 'CHF', 'PLN', 'JPY'];

const of_type = (parts, type) => parts.find((part) => part.type === type)?.value ?? '';

function around(parts, first) {
  const numeric = new Set(['integer', 'group', 'decimal', 'fraction']);
  const start = parts.findIndex((part) => numeric.has(part.type));
  const end = parts.findLastIndex((part) => numeric.has(part.type));
  return (first ? parts.slice(0, start) : parts.slice(end + 1)).map((part) => part.value).join('');
}

// The fifth of May: where day and month have two digits now they always have (en-GB asks for them whatever the options say).
function date_pattern(tag, options, names) {
  const parts = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).formatToParts(Date.UTC(2023, 4, 5));
  return parts.map(({ type, value }) => {
    if (type === 'day') return value.length === 2 ? '{dd}' : '{d}';
    if (type === 'month') return names === 'short' ? '{MMM}' : names === 'long' ? '{MMMM}' : value.length === 2 ? '{MM}' : '{M}';
    if (type === 'year') return '{y}';
    return value;
  }).join('');
}

export function read_patterns(tag) {
  const lines = [['tag', tag]];
  const number = (options = {}) => new Intl.NumberFormat(tag, options);
  const parts = number({ minimumFractionDigits: 1 }).formatToParts(-1234567.5);
  lines.push(['decimal', of_type(parts, 'decimal')], ['group', of_type(parts, 'group')], ['minus', of_type(parts, 'minusSign')]);
  lines.push(['min_grouping', of_type(number().formatToParts(1234), 'group') === '' ? 2 : 1]);
  const percent = number({ style: 'percent' }).formatToParts(0.5);
  lines.push(['percent', around(percent, true), around(percent, false)]);
  for (const code of currencies) {
    const money = number({ style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' });
    const [plus, minus] = [money.formatToParts(1), money.formatToParts(-1)];
    lines.push(['currency', code, around(plus, true), around(plus, false), around(minus, true), around(minus, false)]);
  }
  const code = number({ style: 'currency', currency: 'XTS', currencyDisplay: 'code' });
  const any = (sample, first) => around(code.formatToParts(sample), first).replace('XTS', '¤');
  lines.push(['currency', '', any(1, true), any(1, false), any(-1, true), any(-1, false)]);

  lines.push(['date_short', date_pattern(tag, { day: 'numeric', month: 'short' }, 'short')]);
  lines.push(['date_medium', date_pattern(tag, { day: 'numeric', month: 'short', year: 'numeric' }, 'short')]);
  lines.push(['date_long', date_pattern(tag, { day: 'numeric', month: 'long', year: 'numeric' }, 'long')]);
  lines.push(['date_numeric', date_pattern(tag, tag.startsWith('ru') ? { day: '2-digit', month: '2-digit', year: 'numeric' } : { day: 'numeric', month: 'numeric', year: 'numeric' })]);
  const months = (options, type) => Array.from({ length: 12 }, (_, i) =>
    of_type(new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).formatToParts(Date.UTC(2023, i, 5)), type));
  lines.push(['months_short', ...months({ day: 'numeric', month: 'short' }, 'month')]);
  lines.push(['months_long', ...months({ day: 'numeric', month: 'long' }, 'month')]);
  lines.push(['months_alone', ...months({ month: 'long' }, 'month')]);
  const weekdays = (weekday) => Array.from({ length: 7 }, (_, i) =>
    new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + i)));  // a Monday
  lines.push(['weekdays_short', ...weekdays('short')], ['weekdays_long', ...weekdays('long')]);
  const clock = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const [morning, evening] = [9, 21].map((hour) => clock.formatToParts(Date.UTC(2024, 0, 1, hour)));
  lines.push(['hour12', clock.resolvedOptions().hour12 ? 1 : 0], ['day_period', of_type(morning, 'dayPeriod'), of_type(evening, 'dayPeriod')]);
  const locale = new Intl.Locale(tag);
  const week = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: tag === 'en-US' || tag === 'en' ? 7 : 1 };
  lines.push(['week_start', (week.firstDay + 6) % 7]);
  return lines.map((line) => line.join('\t')).join('\n');
}

// The user's own regional variant of the language of the interface, if the browser knows one: en-GB dates for a Briton.
export function regional(language) {
  return (navigator.languages ?? []).find((tag) => tag.split('-')[0] === language) ?? (language === 'ru' ? 'ru-RU' : 'en-US');
}

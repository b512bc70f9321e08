// Why a copy was not made, as C++ puts it into words (src/app/ports.hpp: CopyFailure). Browsers speak English to everybody.
import { isNoSpace } from './storage_errors.js';

const failures = ['none', 'no_space', 'damaged', 'gone', 'different', 'not_allowed', 'no_helper', 'unknown'];
export const made = failures.indexOf('none');

export class CopyError extends Error {
  constructor(failure, detail = failure) {
    super(detail);
    this.failure = failure;
  }
}

// -> { failure: its number, detail: the browser's own words }
export function failure_of(error) {
  const detail = `${error?.name ?? 'Error'}: ${error?.message ?? error}`.slice(0, 300);
  let failure = error?.failure;
  if (failure === undefined && isNoSpace(detail)) failure = 'no_space';
  if (failure === undefined && ['NotAllowedError', 'SecurityError'].includes(error?.name)) failure = 'not_allowed';
  if (failure === undefined && error?.name === 'NotFoundError') failure = 'gone';
  return { failure: Math.max(0, failures.indexOf(failure ?? 'unknown')), detail };
}

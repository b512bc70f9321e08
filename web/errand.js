// A worker for one question: it starts, answers and ends.
import { worker_file } from 'generated/assets.js';
import { CopyError, failure_of } from './copy_failure.js';

// -> the answer; rejects with failure_of() what went wrong
export const ask_worker = (policy, question) => new Promise((done, failed) => {
  let worker;
  const end = (settle, value) => {
    worker?.terminate();
    settle(value);
  };
  const lost = (detail) => end(failed, failure_of(new CopyError('no_helper', detail)));
  try {
    worker = new Worker(policy.createScriptURL(worker_file), { type: 'module' });
  } catch (error) {
    lost(String(error));
    return;
  }
  worker.onmessage = ({ data }) => (data.copy_failed === undefined ? end(done, data) : end(failed, data.copy_failed));
  worker.onerror = (event) => {
    event.preventDefault();
    lost(event.message ?? 'worker');
  };
  worker.postMessage(question);
});

// A worker with its own wasm instance reads or writes a file: when it is too large for the memory, the worker dies and the page
// lives, and its memory goes with it. One file (and others that it speaks of), one question at a time; answers carry the ticket of the question.
import { lend, text_at } from './memory.js';
import { worker_file } from 'generated/assets.js';

export function create_jobs(module, { files, policy, wake }) {
  let worker = null, ticket = 0;
  let pieces = [];  // of a reply that is on its way

  const copy_of = (pointer, size) => module.HEAPU8.slice(pointer >>> 0, (pointer >>> 0) + size);
  const failed = (detail) => {
    lend(module, String(detail).slice(0, 500), (pointer, size) => module._platform_job_failed(ticket, pointer, size));
    wake();
  };
  const end = () => {
    worker?.terminate();
    worker = null;
    pieces = [];
  };

  return {
    start(for_ticket, handles) {
      end();
      ticket = for_ticket;
      try {
        worker = new Worker(policy.createScriptURL(worker_file), { type: 'module' });
      } catch (error) {
        failed(error);
        return;
      }
      const mine = worker;
      mine.onmessage = ({ data }) => {
        if (mine !== worker) return;
        if (data.piece !== undefined) return void pieces.push(data.piece);
        if (data.progress !== undefined) module._platform_job_progress(ticket, data.progress);
        else if (data.failed !== undefined) failed(data.failed);
        else if (data.file !== undefined) module._platform_job_file(ticket, files.keep(data.file), data.file.size);
        else lend(module, data.reply, (pointer, size) => module._platform_job_reply(ticket, pointer, size));
        wake();
      };
      mine.onerror = (event) => {
        event.preventDefault();
        if (mine !== worker) return;
        end();
        failed(event.message ?? 'worker');
      };
      if (handles.length > 0) mine.postMessage({ open: handles.map(files.take) });
    },
    ask(for_ticket, pointer, size) {
      ticket = for_ticket;
      if (worker === null) return failed('no worker');
      worker.postMessage({ ask: copy_of(pointer, size) });
    },
    piece(out, room) {
      const size = pieces[0]?.length ?? 0;
      if (size > 0 && room >= size) module.HEAPU8.set(pieces.shift(), out >>> 0);
      return size;
    },
    hand(pointer, size) {
      if (worker === null) return;
      const piece = copy_of(pointer, size);
      worker.postMessage({ piece }, [piece.buffer]);
    },
    write(for_ticket, pointer, size, type_at, type_size) {
      ticket = for_ticket;
      if (worker === null) return failed('no worker');
      worker.postMessage({ write: copy_of(pointer, size), type: text_at(module, type_at, type_size) });
    },
    end,
  };
}

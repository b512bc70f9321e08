// Runs a test program that was compiled to wasm: run.mjs PROGRAM.mjs [doctest options]. Its exit code is the program's.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, ...options] = process.argv.slice(2);
const { default: create } = await import(pathToFileURL(resolve(program)).href);
const module = await create();
process.exitCode = module.callMain(options);

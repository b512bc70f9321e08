// What everything kept on the origin is called: after the folder of the page, so that two copies of the program never meet.
export const scopePath = (url) => new URL('.', url).pathname;
export const databaseName = (scope) => (scope === '/' ? 'voronka' : `${scope}voronka`);
export const copiesFolder = (scope) => encodeURIComponent(`${scope}voronka-copies`);  // in the file store
export const ballastName = (scope) => encodeURIComponent(`${scope}voronka-ballast`);  // there, too
export const attachmentsFolder = (scope) => encodeURIComponent(`${scope}voronka-files`);  // contents of files of documents, there, too
export const folderDatabase = (scope) => `${scope}voronka-folder`;  // of the handle to the user's own folder
export const folderFile = /^voronka-\d{4}-\d{2}-\d{2}-\d{4}(-\d+)?\.voronka\.json$/;  // our files in it
export const cachePrefix = (scope) => `${scope}voronka-`;  // a build follows

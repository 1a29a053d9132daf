/** The module as it is for `require`: an import of it would also load what `fetch` is made of, 20 ms of processor time that most commands have no use for. */
export const { createServer, get } = process.getBuiltinModule('node:http');

import { resolve } from 'node:path';

/** Path of a page of docs/. */
export function docsPage(name: string): string {
  return resolve(__dirname, '../../docs', name);
}

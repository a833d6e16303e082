import { rmSync } from 'node:fs';
import { builtSubject, isSubjectName, SUBJECT_NAMES, SubjectName } from './subjects';

// Builds images before the tests ask for them, in the order of the words: `npx jiti test/e2e/prefetch.ts newer newest`.
async function buildAll(names: readonly SubjectName[]): Promise<void> {
  for (const name of names) {
    const { directory } = await builtSubject(name);
    rmSync(directory, { recursive: true, force: true });
  }
}

const words = process.argv.slice(2);
const names = words.filter(isSubjectName);
if (names.length < words.length) throw new Error(`'${words.join(' ')}' names an image that no end-to-end test has: some of ${SUBJECT_NAMES.join(', ')}`);
void buildAll(names);

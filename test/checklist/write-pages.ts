/**
 * Writes the pages of docs/ that are made from the checklist afresh: `npm run checklist-page`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { CHECKS } from '../../src/checklist/checklist';
import { goldenFiles } from './golden-files';
import { mutationPage } from './mutation/report';
import { mutate } from './mutation/run';
import { docsPage } from './pages';
import { checklistPage } from './standards/checklist-page';

mkdirSync(docsPage(''), { recursive: true });
writeFileSync(docsPage('checklist.md'), checklistPage(CHECKS));
writeFileSync(docsPage('checklist-mutations.md'), mutationPage(mutate(goldenFiles('default'))));

import { writeFileSync } from 'node:fs';
import { OPTIONS_FILE, OPTIONS_PAGE, optionsFile, optionsPage } from './page';

writeFileSync(OPTIONS_PAGE, optionsPage());
writeFileSync(OPTIONS_FILE, optionsFile());

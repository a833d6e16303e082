import { writeFileSync } from 'node:fs';
import { OPTIONS_PAGE, optionsPage } from './page';

writeFileSync(OPTIONS_PAGE, optionsPage());

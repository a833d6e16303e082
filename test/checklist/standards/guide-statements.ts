import { GUIDE_AUTOMATION } from './guide-automation';
import { GUIDE_DOCUMENTATION } from './guide-documentation';
import { GUIDE_IMAGE } from './guide-image';
import { GuideSection } from './guide-section';

/** Every statement of the guide, section by section; its summary checklist is `GUIDE_ITEMS`. */
export const GUIDE_SECTIONS: readonly GuideSection[] = [...GUIDE_IMAGE, ...GUIDE_AUTOMATION, ...GUIDE_DOCUMENTATION];

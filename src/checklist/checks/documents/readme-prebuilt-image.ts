import { optionsOf } from '../../parsers/build-command';
import { demandCheck, docker, dockerRun } from './readme';

/** The name of an image in a registry; a tag such as `local` is of this machine. */
const PUBLISHED = /^(?:[\w.-]+(?::\d+)?\/)+[\w.-]+(?::(?!(?:local|dev|test)$)[\w.-]+)?(?:@sha256:\w+)?$/;

export const readmePrebuiltImage = demandCheck({
  id: 'readme-prebuilt-image',
  title: 'The README shows how to use the published image',
  why: 'Nobody has to build an image that exists already.',
  command: (w, all) => {
    const built = all.flatMap(({ words }) => [...optionsOf(words, '-t'), ...optionsOf(words, '--tag')]);
    return docker('pull')(w) || (dockerRun(w) && w.some((word) => PUBLISHED.test(word) && !built.includes(word)));
  },
});

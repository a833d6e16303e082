const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** End-to-end tests by how long they take, the longest first; others follow them. */
const LONGEST = ['cluster.test.ts', 'image.test.ts', 'spark-4.test.ts', 'modes.test.ts', 'faults.test.ts'];

/**
 * Starts with the tests of the package: they need no image, and the images are built meanwhile. The end-to-end tests follow.
 * They take the longest, and none of them is left over for the end.
 */
module.exports = class EndToEndFirst extends Sequencer {
  sort(tests) {
    const rank = (test) => {
      if (test.path.includes('/test/package/')) return -1;
      if (!test.path.includes('/test/e2e/')) return LONGEST.length + 1;
      const place = LONGEST.indexOf(path.basename(test.path));
      return place < 0 ? LONGEST.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};

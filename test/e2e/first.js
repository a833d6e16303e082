const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** End-to-end tests by how long they take, the longest first; others follow them. */
const LONGEST = ['cluster.test.ts', 'image.test.ts', 'spark-4.test.ts', 'faults.test.ts', 'modes.test.ts'];

/** Starts the end-to-end tests first: they take the longest, and mostly wait. None of them is left over for the end. */
module.exports = class EndToEndFirst extends Sequencer {
  sort(tests) {
    const rank = (test) => {
      if (!test.path.includes('/test/e2e/')) return LONGEST.length + 1;
      const place = LONGEST.indexOf(path.basename(test.path));
      return place < 0 ? LONGEST.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};

const Sequencer = require('@jest/test-sequencer').default;

/** Starts the end-to-end tests first: they take the longest, and mostly wait. */
module.exports = class EndToEndFirst extends Sequencer {
  sort(tests) {
    const late = (test) => (test.path.includes('/test/e2e/') ? 0 : 1);
    return [...super.sort(tests)].sort((a, b) => late(a) - late(b));
  }
};

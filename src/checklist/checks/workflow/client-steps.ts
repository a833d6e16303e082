import { plainWords } from '../../parsers/plain-words';
import { StepSource } from '../../parsers/workflow-source';
import { runs } from './steps';

/** Whether a step runs something about Spark: a message about it runs nothing. */
export function testsClient(step: StepSource): boolean {
  return step.commands.some((c) =>
    !/^(?:echo|printf)$/.test(c.words[0] ?? '') && [...c.words, c.input].some((text) => /spark|build_and_test/i.test(text)));
}

/** Whether a step downloads the distribution of Spark. */
export function downloadsSpark(step: StepSource): boolean {
  return runs(step, (words) =>
    (/^(?:wget|curl|aria2c)$/.test(plainWords(words)[0] ?? '') &&
      words.some((w) => /spark.*\.(?:tgz|tar\.gz)|\bspark-[\w.${}-]*bin\b/i.test(w))) || words.some((w) => /fetch-spark\.sh$/.test(w)));
}

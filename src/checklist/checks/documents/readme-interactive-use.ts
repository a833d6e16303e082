import { composeCommand, demandCheck, docker, dockerRun } from './readme';

/** Shells, and programs that read commands of Spark's languages. */
const SHELL = /^(?:.*\/)?(?:(?:ba|da|a|k|z)?sh|pyspark|spark-(?:shell|sql)|sparkR|beeline|i?python3?|jshell|scala|R)$/;

export const readmeInteractiveUse = demandCheck({
  id: 'readme-interactive-use',
  title: 'The README shows how to get a shell',
  why: 'In a shell, readers can see what goes wrong inside a container.',
  command: (w) =>
    (dockerRun(w) || docker('exec')(w) || composeCommand('exec')(w) || composeCommand('run')(w)) &&
      w.slice(2).some((x) => SHELL.test(x)) &&
      (SHELL.test(w[w.length - 1]) || w.some((x) => /^-\w*(?:it|ti)\w*$|^(?:-t|--tty)$/.test(x))),
});

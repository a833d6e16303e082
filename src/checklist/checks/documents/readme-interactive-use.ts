import { composeCommand, demandCheck, docker, dockerRun } from './readme';

export const readmeInteractiveUse = demandCheck({
  id: 'readme-interactive-use',
  title: 'The README shows how to get a shell',
  why: 'In a shell, readers can see what goes wrong inside a container.',
  command: (w) =>
    (dockerRun(w) || docker('exec')(w) || composeCommand('exec')(w) || composeCommand('run')(w)) &&
      (w.some((x) => /^-\w*(?:it|ti)\w*$/.test(x)) ||
        (w.some((x) => /^-i$|^--interactive$/.test(x)) &&
          w.some((x) => /^-t$|^--tty$/.test(x))) || /^(?:bash|sh|pyspark|spark-shell)$/.test(w[w.length - 1])),
});

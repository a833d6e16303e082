import { spawnSync } from 'node:child_process';
import { SparkImage } from '../../../src/model/spark-image';
import { verificationSteps } from '../../../src/render/security/verification';

test('every step is a script that bash can read, and says what it prints', () => {
  for (const step of verificationSteps(new SparkImage({ name: 'spark' }))) {
    const run = spawnSync('bash', ['-n'], { input: step.commands.join('\n'), encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(step.output ?? step.contains).toBeDefined();
  }
});

test('the user of the image is expected', () => {
  const steps = verificationSteps(new SparkImage({ name: 'spark', uid: 2000, gid: 3000 }));
  expect(steps.map((step) => step.output)).toContain('2000:3000');
  expect(steps.map((step) => step.output)).toContain('2000:3000 true [ALL] [no-new-privileges:true] false');
});

test('a tool that the image is asked to hold is not looked for', () => {
  const script = (image: SparkImage): string => verificationSteps(image).map((step) => step.commands.join('\n')).join('\n');
  expect(script(new SparkImage({ name: 'spark' }))).toContain('wget curl gcc');
  expect(script(new SparkImage({ name: 'spark', aptPackages: ['curl'] }))).toContain('wget gcc');
});

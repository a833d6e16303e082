import { progress } from './progress';
import { paste } from './readme';
import { Repository } from './repository';
import { securitySteps } from './security-steps';

/** Every verification step of the generated SECURITY.md, pasted; each must print what the document says. */
export function checkSecuritySteps(repository: () => Repository): void {
  describe('SECURITY.md', () => {
    test('every verification step prints what the document says', async () => {
      const steps = securitySteps(repository());
      expect(steps.length).toBeGreaterThanOrEqual(8);
      for (const { title, commands, prints } of steps) {
        progress(`SECURITY.md: ${title}`);
        const { status, stdout, output } = await paste(repository(), commands);
        const said = 'exactly' in prints ? prints.exactly : expect.stringContaining(prints.holding);
        expect({ title, status, output, stdout: stdout.replace(/\n$/, '') }).toEqual({ title, status: 0, output, stdout: said });
      }
    });
  });
}

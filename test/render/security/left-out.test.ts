import { UNNEEDED_FILES } from '../../../src/catalogue/unneeded-files';
import { RepositoryFiles } from '../../../src/checklist/repository-files';
import { PUBLISH } from '../../../src/model/publishing';
import { SCAN } from '../../../src/model/scan';
import { SparkImage } from '../../../src/model/spark-image';
import { SparkImageOptions } from '../../../src/model/spark-image-options';
import { renderSecurity } from '../../../src/render/security/security';
import { generatedFiles } from './generated-files';

const whole = generatedFiles({ name: 'spark-3.5', owner: 'nexus-mdg' });
const NAMES = UNNEEDED_FILES.map(({ name }) => name);

/** The section of SECURITY.md, and the groups that it calls left out. */
function leftOut(given: Pick<SparkImageOptions, 'keepFiles'> = {}, change = (dockerfile: string) => dockerfile) {
  const options = { name: 'spark-3.5', owner: 'nexus-mdg', ...given };
  const texts = given.keepFiles ? generatedFiles(options) : whole;
  const dockerfile = change(texts.Dockerfile);
  const files = new RepositoryFiles({ ...texts, Dockerfile: dockerfile });
  const page = renderSecurity({ image: new SparkImage(options), files, defaultBranch: 'main', scan: SCAN.whenAbsent, publish: PUBLISH.whenAbsent });
  const text = /\n### Left out of the image\n([\s\S]*?)\n### /.exec(page)?.[1] ?? '';
  const row = (name: string) => text.split('\n').find((line) => line.startsWith(`- \`${name}\`:`)) ?? '';
  return { text, row, groups: /leaves them out: (.*?)\./.exec(text)?.[1] ?? '' };
}

test('every group is named, and the page that lists the paths', () => {
  const { text } = leftOut();
  for (const name of NAMES) expect(text).toContain(`\`${name}\``);
  expect(text).not.toContain('**No**');
});

test.each([
  ['fonts', /^.*path-exclude=\/usr\/share\/fonts.*$/m, '/usr/share/fonts/\\*'],
  ['yarn', /^.*\/opt\/spark\/yarn.*\n/m, '/opt/spark/yarn'],
  ['sparkr', /^.*\/opt\/spark\/bin\/sparkR.*\n/m, '/opt/spark/bin/sparkR'],
  ['compiler-symbols', /ct\.sym/, '/opt/java/lib/ct.sym'],
])('%s is no longer called left out when the line of it is gone', (name, line, path) => {
  const { row, groups } = leftOut({}, (dockerfile) => dockerfile.replace(line, ''));
  expect(groups).not.toContain(`\`${name}\``);
  expect(row(name)).toContain(`**No**: the Dockerfile does not leave out \`${path.replace('\\', '')}\`.`);
});

test('a comment that names the path is not the removal', () => {
  const { row } = leftOut({}, (dockerfile) => dockerfile.replace(/^.*\/opt\/spark\/yarn.*\n/m, '').replace('FROM ', '# rm -rf /opt/spark/yarn\nFROM '));
  expect(row('yarn')).toContain('**No**');
});

test('what is kept is not among the groups, and is said', () => {
  const { text, groups } = leftOut({ keepFiles: ['fonts', 'yarn'] });
  expect(groups).not.toMatch(/`(?:fonts|yarn)`/);
  expect(text).toContain('The option `keepFiles` keeps `fonts`, `yarn`.');
  expect(text).toContain("keepFiles: ['documentation'],");
});

test('where everything is kept, it says so and claims nothing', () => {
  const { text } = leftOut({ keepFiles: NAMES });
  expect(text).toContain('Nothing: the option `keepFiles` keeps all files.');
  expect(text).not.toContain('leaves them out');
});

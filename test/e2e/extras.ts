import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A Python package and a JAR that are made here, and where a download site has them. */
export interface Extras {
  /** Path below the site and content. */
  readonly files: { readonly [path: string]: Buffer | string };
  readonly requirement: string;
  readonly coordinates: string;
  readonly jarSha512: string;
}

/** Both are zip files; Python can write them without further programs. */
const MAKE = `
import sys, zipfile
wheel, jar, version = sys.argv[1:]
with zipfile.ZipFile(wheel, "w") as z:
    z.writestr("extra_numbers.py", "ANSWER = 42\\n")
    info = "extra_numbers-%s.dist-info/" % version
    z.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: extra-numbers\\nVersion: %s\\n" % version)
    z.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    z.writestr(info + "RECORD", "")
with zipfile.ZipFile(jar, "w") as z:
    z.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\\n")
    z.writestr("extra.txt", "from the extra JAR")
`;

const POM = '<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId><artifactId>extra</artifactId><version>1.0</version></project>';

/**
 * Makes both, as a package index below `simple` and a Maven repository below `m2` would have them.
 *
 * @param version of the Python package
 */
export function makeExtras(version = '1.0.0'): Extras {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'spark-e2e-extras-'));
  const wheel = path.join(directory, `extra_numbers-${version}-py3-none-any.whl`);
  const jar = path.join(directory, 'extra-1.0.jar');
  try {
    execFileSync('python3', ['-c', MAKE, wheel, jar, version]);
    const [wheelContent, jarContent] = [wheel, jar].map((file) => fs.readFileSync(file));
    const name = path.basename(wheel);
    return {
      files: {
        'simple/extra-numbers/': `<a href="${name}">${name}</a>`,
        [`simple/extra-numbers/${name}`]: wheelContent,
        'm2/com/example/extra/1.0/extra-1.0.pom': POM,
        'm2/com/example/extra/1.0/extra-1.0.jar': jarContent,
      },
      requirement: `extra-numbers==${version} --hash=sha256:${createHash('sha256').update(wheelContent).digest('hex')}`,
      coordinates: 'com.example:extra:1.0',
      jarSha512: createHash('sha512').update(jarContent).digest('hex'),
    };
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

import { entries, Given, Option, Required, text, value } from '../options/option';
import { OptionProblems } from '../options/option-problems';
import { TEXT_RULES, textOf, urlOf } from '../options/text-values';
import { ExtraJar } from './image-structures';

/** A checksum as the files compare it: in lower case. */
export function sha512Of(given: unknown): string {
  return textOf('sha512', given).toLowerCase();
}

/** The option `extraJars`. */
export const EXTRA_JARS: Option<ExtraJar[]> = entries({
  coordinates: text('coordinates'),
  url: value(urlOf, "An address that ends in '/NAME.jar'"),
  sha512: new Required(sha512Of, TEXT_RULES.sha512.allowed),
}, '{ coordinates or url, sha512 }', fromOnePlace).as((jars, _, problems) => {
  const names = new Set<string>();
  return jars.flatMap(({ place, ...jar }) => {
    const { coordinates, url } = jar;
    const name = coordinates ?? url;
    if (name === undefined) return [];
    if (url !== undefined && !/^https?:\/\/[^/]+\/(?:.*\/)?[A-Za-z0-9][A-Za-z0-9._+-]*\.jar$/.test(url)) {
      problems.add(`${place}.url`, url, 'it does not name a JAR', "An address that ends in '/NAME.jar'");
      return [];
    }
    const file = fileNameOf(jar);
    if (names.has(file)) {
      problems.add(place, name, `${file} is added twice`, 'Every JAR once');
      return [];
    }
    names.add(file);
    return [jar];
  });
});

function fromOnePlace(jar: Given, place: string, problems: OptionProblems): boolean {
  if ((jar.coordinates === undefined) !== (jar.url === undefined)) return true;
  problems.add(place, jar, 'a JAR comes from one place', "Give either coordinates ('group:artifact:version') or url");
  return false;
}

/** `hadoop-aws-3.3.4.jar`, the name of the file in Spark's `jars`. */
export function fileNameOf(jar: Pick<ExtraJar, 'coordinates' | 'url'>): string {
  if (jar.coordinates === undefined) return (jar.url ?? '').split('/').pop() ?? '';
  const [, artifact, ...version] = jar.coordinates.split(':');
  return `${[artifact, ...version].join('-')}.jar`;
}

/** `hadoop-aws`: two files of one artifact hold the same classes. */
export function artifactOf(jar: Pick<ExtraJar, 'coordinates' | 'url'>): string {
  return jar.coordinates?.split(':')[1] ?? fileNameOf(jar).replace(/-\d.*|\.jar$/, '');
}

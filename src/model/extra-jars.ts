import { OptionProblems } from '../options/option-problems';
import { structuresOf } from '../options/option-reader';
import { textOf, urlOf } from '../options/text-values';
import { ExtraJar } from './image-structures';

/** The JARs of the option `extraJars`, with a problem noted for each that cannot be. */
export function jarsOf(given: unknown, problems: OptionProblems): ExtraJar[] {
  const names = new Set<string>();
  return structuresOf('extraJars', given, problems, '{ coordinates or url, sha512 }', ['coordinates', 'url', 'sha512']).flatMap(({ place: option, entry: jar }) => {
    if ((jar.coordinates === undefined) === (jar.url === undefined)) {
      problems.add(option, jar, 'a JAR comes from one place', "Give either coordinates ('group:artifact:version') or url");
      return [];
    }
    const coordinates = jar.coordinates === undefined ? undefined : problems.attempt(`${option}.coordinates`, jar.coordinates, () => textOf('coordinates', jar.coordinates));
    const url = jar.url === undefined ? undefined : problems.attempt(`${option}.url`, jar.url, () => urlOf(jar.url));
    const sha512 = problems.attempt(`${option}.sha512`, jar.sha512, () => textOf('sha512', jar.sha512).toLowerCase());
    const name = coordinates ?? url;
    if (name === undefined || sha512 === undefined) return [];
    if (url !== undefined && !/^https?:\/\/[^/]+\/(?:.*\/)?[A-Za-z0-9][A-Za-z0-9._+-]*\.jar$/.test(url)) {
      problems.add(`${option}.url`, url, 'it does not name a JAR', "An address that ends in '/NAME.jar'");
      return [];
    }
    const file = fileNameOf({ coordinates, url, sha512 });
    if (names.has(file)) {
      problems.add(option, name, `${file} is added twice`, 'Every JAR once');
      return [];
    }
    names.add(file);
    return [{ coordinates, url, sha512 }];
  });
}

/** `hadoop-aws-3.3.4.jar`, the name of the file in Spark's `jars`. */
export function fileNameOf(jar: ExtraJar): string {
  if (jar.coordinates !== undefined) {
    const [, artifact, version] = jar.coordinates.split(':');
    return `${artifact}-${version}.jar`;
  }
  return (jar.url ?? '').split('/').pop() ?? '';
}

import { codeBlock, Section } from '../../markdown/blocks';
import { joined, link } from '../../markdown/inline';
import { Connector } from '../../model/connectors';
import { prose } from '../prose';
import { code, grid, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

const text = prose('readme/connectors');

const LIST = 'docker/extra-jars.txt';

/** What jobs reach beside what Spark reaches by itself; nothing if the image has no connector. */
export function connectors({ image, found }: ReadmeFacts): Section | undefined {
  const listed = image._connectors.filter(({ files }) => files.every(({ sha512 }) => found.contains(LIST, sha512)));
  const properties = image._connectorProperties.filter(({ property, value }) =>
    found.contains('spark-image/security.sh', `'${property}|${value}|`));
  if (listed.length === 0) return undefined;
  return section('Reach your data',
    text('connectors'),
    grid(['Connector', 'Name', 'Version', 'JARs', 'Size', 'Licences'], listed.map(row)),
    ...(properties.length === 0 ? [] : [
      text('properties'),
      grid(['Property', 'Default', 'Why'], properties.map(({ property, value, reason }) => [code(property), code(value), reason])),
    ]),
    ...listed.filter(({ record }) => record.example.length > 0).flatMap(({ record: { title, settings, example } }) => [
      settings ? text('example-settings', { TITLE: title, SETTINGS: settings.join(' ') }) : text('example', { TITLE: title }),
      codeBlock('python', example),
    ]),
  );
}

function row({ record, version, files }: Connector) {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const licences = [...new Set(files.flatMap(({ licence }) => licence.split('-AND-')))].sort();
  return [
    link(record.title, record.source),
    code(record.name),
    version,
    String(files.length),
    md`${(bytes / 1e6).toFixed(1)} MB`,
    joined(licences, ', '),
  ];
}

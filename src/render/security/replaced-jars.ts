import { Section } from '../../markdown/blocks';
import { joined, link } from '../../markdown/inline';
import { remainingWeaknesses } from '../../model/jar-replacements';
import { OPENVEX_FILE } from '../openvex';
import { prose } from '../prose';
import { code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

const text = prose('security/reporting');

const LIST = 'docker/replaced-jars.txt';

/** Which JARs of Spark were replaced, and what remains; nothing if none was. */
export function replacedJars({ image }: SecurityFacts, evidence: EvidenceIndex): Section[] {
  const listed = image._replacements.filter(({ files }) => files.every(({ sha512 }) => evidence.contains(LIST, sha512)));
  if (listed.length === 0) return [];
  const remaining = remainingWeaknesses(image.sparkVersion);
  return [section('Replaced JARs',
    text('replaced-jars', { LIST: code(LIST) }),
    grid(['JARs', 'Version', 'Closes', 'Why it fits'], listed.map(({ record, files }) => [
      joined(files.map(({ coordinates }) => code(coordinates.split(':')[1])), ', '),
      `${record.to} instead of ${record.from}`,
      joined(record.closes.map(({ id, source, summary }) => md`${link(id, source)}: ${summary}`), '; '),
      record.reason,
    ])),
    ...(evidence.has(OPENVEX_FILE) ? [text('openvex', { OPENVEX: code(OPENVEX_FILE) })] : []),
    ...(remaining.length === 0 ? [] : [
      text('remaining-weaknesses'),
      grid(['Weakness', 'JAR', 'Why it remains'], remaining.map(({ id, file, why, source }) => [link(id, source), code(file), why])),
    ]),
  )];
}

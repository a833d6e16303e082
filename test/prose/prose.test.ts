import { describeWith } from '../tools/needed-programs';
import { tool } from '../tools/tool';
import { proseDocuments } from './documents';
import { covers, EXCEPTIONS } from './exceptions';
import { lineOfSource } from './texts';
import { Alert, alertsOf } from './vale';

/** Compiling Vale for the first time takes minutes. */
jest.setTimeout(900_000);

const program = tool('vale') ?? '';

describeWith([], 'the texts that users read', () => {
  const documents = new Map(proseDocuments().map((document) => [document.name, document]));
  let alerts: Alert[];

  beforeAll(() => {
    alerts = alertsOf(program, new Map([...documents].map(([name, { text }]) => [name, text])));
  });

  const lineOf = (alert: Alert): string => documents.get(alert.document)?.text.split('\n')[alert.line - 1] ?? '';

  test('meet every rule, but for the exceptions', () => {
    const open = alerts.filter((alert) => !EXCEPTIONS.some((exception) => covers(exception, alert, lineOf(alert))));
    const places = open.map(({ document, line, message, match }) => {
      const place = documents.get(document)?.isPage === true ? line : lineOfSource(line);
      return `${document}:${place}: ${message} (${match.slice(0, 60)})`;
    });
    expect(places).toEqual([]);
  });

  test.each(EXCEPTIONS)('the exception for $reason is needed', (exception) => {
    expect(alerts.filter((alert) => covers(exception, alert, lineOf(alert)))).not.toEqual([]);
  });

  test.each([
    'README.md', 'docs/secure.md', 'assets/readme/running.md', 'golden/SECURITY.md', 'golden/Dockerfile', 'golden/docker-compose.yml', 'golden/.env.example',
    'src/checklist/checks/compose/compose-cap-drop.ts', 'src/model/spark-image-options.ts', 'src/cli/program.ts', 'assets/spark-image/checks.sh',
  ])('%s is among them', (name) => {
    expect(documents.get(name)?.text).toMatch(/\w+ \w+ \w+ \w+/);
  });
}, program !== '');

import { repositoryWith, synthesize } from '../components/synthesis';

/** A document of a repository with these options, its lines as they are. */
function documentOf(file: 'README.md' | 'SECURITY.md' | '.env.example' | 'docs/configuration.md' | 'docs/publishing.md', options: object = {}): string {
  return synthesize(repositoryWith(options))[file];
}

describe('the cipher between processes', () => {
  test.each(['docs/configuration.md', '.env.example'] as const)('%s does not promise AES-GCM for a Spark whose does not work', (file) => {
    const text = documentOf(file).replace(/\n# /g, ' ');
    expect(text).toContain('AES-GCM from Spark 3.5.9, 4.0.4, 4.1.3, 4.2.0 on, and before AES-CTR');
  });
});

test('a weak secret is refused, in the profile bitnami only warned of, as the entrypoint does', () => {
  expect(documentOf('README.md')).toContain('A short or guessable secret is refused.');
  expect(documentOf('README.md', { profile: 'bitnami' })).toContain('A short or guessable secret is warned of.');
});

describe('a branch whose name no tag can hold', () => {
  const options = { defaultBranch: 'release/1.x' };

  test('gives its tag, and stays the branch that is pushed to', () => {
    expect(documentOf('docs/publishing.md', options)).toContain('| `release-1.x` | every push to `release/1.x` |');
    expect(documentOf('docs/publishing.md', options)).not.toContain('| `release/1.x` |');
    expect(documentOf('SECURITY.md', options)).toContain('`:release-1.x`');
    expect(documentOf('SECURITY.md', options)).not.toContain(':release/1.x`');
  });
});

describe('a scan that fails nothing', () => {
  const options = { scan: { policy: 'report-only' } };

  test('is no gate in SECURITY.md, nor in the README', () => {
    const security = documentOf('SECURITY.md', options);
    expect(security).toContain('The pipeline has no gate: Trivy reports every finding, and none of them fails the build');
    expect(security).not.toMatch(/gate of the pipeline is|and fail the build/);
    expect(documentOf('docs/publishing.md', options)).toContain('No finding fails the build. Every finding is reported');
  });

  test('any other is', () => {
    expect(documentOf('SECURITY.md')).toContain('The gate of the pipeline is Trivy: it fails on findings of severity high or critical');
  });
});

test.each([
  [{}, 'Names of variables, ports and the uid follow `bitnami/spark`'],
  [{ uid: 185 }, 'Names of variables and ports follow `bitnami/spark`'],
  [{ ports: { master: 17077 } }, 'Names of variables and the uid follow `bitnami/spark`'],
  [{ uid: 185, ports: { masterUi: 18080 } }, 'Names of variables follow `bitnami/spark`'],
])('%j is like bitnami/spark in what no option moved', (options, sentence) => {
  expect(documentOf('README.md', options)).toContain(sentence);
});

describe('the port of the server that a container runs by default', () => {
  const files = synthesize(repositoryWith({ sparkVersion: '4.1.2', javaVersion: '17', defaultMode: 'connect', environment: { SPARK_CONNECT_PORT: '15003' } }));

  test('is exposed, and stands in the table of ports and in that of modes', () => {
    expect(files.Dockerfile).toMatch(/^EXPOSE 7077 8080 8081 4040 15003$/m);
    expect(files['README.md']).toContain('| 15003 | `SPARK_CONNECT_PORT` | Spark Connect (gRPC) |');
    expect(files['README.md']).toMatch(/^\| `connect` \|.*\| 15003, 4040 \|$/m);
  });

  test('is exposed once where it has the number of another', () => {
    const { Dockerfile } = synthesize(repositoryWith({ defaultMode: 'history-server', ports: { masterUi: 18080 } }));
    expect(Dockerfile).toMatch(/^EXPOSE 7077 18080 8081 4040$/m);
  });
});

import { parse } from 'yaml';
import { failsOn, SCAN } from '../../../src/model/scan';
import { ScanOptions } from '../../../src/model/workflow-options';
import { OptionProblems } from '../../../src/options/option-problems';
import { ignoreFileOf, renderIgnoredFindings } from '../../../src/render/ignored-findings';
import { buildWorkflows, stepOf, valueOf } from './workflow-values';

const IGNORE = [{ id: 'CVE-2024-12345', reason: 'no untrusted input: "reaches" it', expires: '2027-03-31' }, { id: 'GHSA-jfh8-c2jp-5v3q', reason: 'fixed by us', expires: '2026-02-28' }];

function choices(options: ScanOptions = {}) {
  return SCAN.read(options, 'scan', new OptionProblems());
}

const buildJob = (scan: ScanOptions) => valueOf(buildWorkflows({ scan }).build).jobs.build;

describe('the gate of Trivy', () => {
  test.each([
    ['distribution', { 'vuln-type': 'os', 'ignore-unfixed': true, 'severity': 'HIGH,CRITICAL', 'exit-code': '1' }],
    ['fixable', { 'vuln-type': 'os,library', 'ignore-unfixed': true }],
    ['strict', { 'vuln-type': 'os,library', 'ignore-unfixed': false }],
  ])('policy %s', (policy, expected) => {
    expect(stepOf(buildJob({ policy }), 'gate').with).toMatchObject(expected);
  });

  test('follows the severity', () => {
    expect(stepOf(buildJob({ severity: 'low' }), 'gate').with?.severity).toBe('LOW,MEDIUM,HIGH,CRITICAL');
    expect(stepOf(buildJob({ severity: 'critical' }), 'gate').with?.severity).toBe('CRITICAL');
  });

  test('is no step where nothing fails; the report is one all the same', () => {
    const ids = buildJob({ policy: 'report-only' }).steps.map((step) => step.id);
    expect(ids).toContain('report');
    expect(ids).not.toContain('gate');
    expect(failsOn(choices({ policy: 'report-only' }))).toBeUndefined();
  });

  test('and the report leave out accepted findings, from the file that Trivy reads', () => {
    for (const id of ['report', 'gate']) expect(stepOf(buildJob({ ignore: IGNORE }), id).with?.trivyignores).toBe('.trivyignore.yaml');
    expect(stepOf(buildJob({}), 'gate').with).not.toHaveProperty('trivyignores');
  });
});

describe('the gate of Grype', () => {
  test.each([
    ['distribution', true, 'distribution'],
    ['fixable', true, 'everything'],
    ['strict', false, 'everything'],
  ])('policy %s', (policy, onlyFixed, scope) => {
    const job = buildJob({ scanner: 'grype', policy, severity: 'medium' });
    expect(stepOf(job, 'gate').with).toMatchObject({ 'only-fixed': onlyFixed, 'severity-cutoff': 'medium', 'fail-build': true, 'config': '${{ runner.temp }}/grype-gate.yaml' });
    expect(stepOf(job, 'report').with).toMatchObject({ 'fail-build': false, 'output-format': 'sarif', 'config': '${{ runner.temp }}/grype-report.yaml' });
    expect(stepOf(job, 'grype-config').run).toBe(`bash docker/grype-config.sh everything "$RUNNER_TEMP/grype-report.yaml"\nbash docker/grype-config.sh ${scope} "$RUNNER_TEMP/grype-gate.yaml"\n`);
  });

  test('is no step where nothing fails', () => {
    expect(buildJob({ scanner: 'grype', policy: 'report-only' }).steps.map((step) => step.id)).not.toContain('gate');
  });
});

describe('the file of accepted findings', () => {
  test('is written for the scanner that reads it, and only when there are any', () => {
    expect(ignoreFileOf(choices())).toBeUndefined();
    expect(ignoreFileOf(choices({ ignore: IGNORE }))).toBe('.trivyignore.yaml');
    expect(ignoreFileOf(choices({ scanner: 'grype', ignore: IGNORE }))).toBe('.grype.yaml');
  });

  test('of Trivy has a day and a reason for each', () => {
    expect(parse(renderIgnoredFindings(choices({ ignore: IGNORE })))).toEqual({
      vulnerabilities: [
        { id: 'CVE-2024-12345', expired_at: '2027-03-31', statement: 'no untrusted input: "reaches" it' },
        { id: 'GHSA-jfh8-c2jp-5v3q', expired_at: '2026-02-28', statement: 'fixed by us' },
      ],
    });
  });

  test('of Grype has the day where its script looks for it', () => {
    const text = renderIgnoredFindings(choices({ scanner: 'grype', ignore: IGNORE }), 'marker');
    expect(text).toContain('  - vulnerability: CVE-2024-12345  # until 2027-03-31\n');
    expect(parse(text)).toEqual({ ignore: [{ vulnerability: 'CVE-2024-12345', reason: IGNORE[0].reason }, { vulnerability: 'GHSA-jfh8-c2jp-5v3q', reason: 'fixed by us' }] });
  });
});

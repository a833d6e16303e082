import { appendFileSync } from 'node:fs';

/** Notes a call for the test that started the run. */
export function record(call) {
  appendFileSync(process.env.ACT_RECORD, `${JSON.stringify({ job: process.env.GITHUB_JOB, step: process.env.GITHUB_ACTION, ...call })}\n`);
}

/** Whether the test wants this step to fail: `job/step`, several by commas. */
export function mustFail() {
  return (process.env.ACT_FAIL ?? '').split(',').includes(`${process.env.GITHUB_JOB}/${process.env.GITHUB_ACTION}`);
}

/** The same image in the registry of the test, which stands in for the one that the workflow names. */
export function there(reference) {
  const [name, host] = (process.env.ACT_REGISTRY ?? '=').split('=');
  return name && reference.startsWith(`${name}/`) ? `${host}${reference.slice(name.length)}` : reference;
}

import { StepSource } from '../../parsers/workflow-source';

export const isAttestation = (step: StepSource): boolean => /^actions\/attest(?:-build-provenance)?$/.test(step.action ?? '');

import { renderDockerfile } from '../../src/dockerfile/dockerfile';
import * as docker from '../../src/dockerfile/instructions';

describe('renderDockerfile', () => {
  test('puts an empty line between blocks, and the reasons above what they explain', () => {
    const text = renderDockerfile({
      header: ['What it is.', '', 'How to use it.'],
      preamble: [docker.arg('BASE', 'a:1', 'Used below.')],
      stages: [
        { from: '${BASE}', name: 'builder', comment: ['Stage 1.'], instructions: [docker.run(['a'], 'First.', 'Second.')] },
        { from: 'scratch', instructions: [docker.plain('USER', '1')] },
      ],
    });

    expect(text).toBe([
      '# What it is.', '#', '# How to use it.', '', '# Used below.', 'ARG BASE="a:1"', '', '# Stage 1.', 'FROM ${BASE} AS builder', '',
      '# First.', '# Second.', 'RUN set -eux; \\', '    a', '', 'FROM scratch', '', 'USER 1', '',
    ].join('\n'));
  });

  test('leaves nothing where nothing is said', () => {
    expect(renderDockerfile({ header: [], preamble: [], stages: [{ from: 'scratch', instructions: [] }] })).toBe('FROM scratch\n');
  });
});

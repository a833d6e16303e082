import { instructionLines } from '../../../src/checklist/parsers/dockerfile-lines';
import { readDockerfile } from '../../../src/checklist/parsers/dockerfile-source';
import { expand } from '../../../src/checklist/parsers/dockerfile-variables';

const ODD: ReadonlyArray<readonly [what: string, text: string, instructions: string]> = [
  ['comments and empty lines', '# a\n\nFROM ubuntu:22.04\n\n  # b\nRUN true\n', 'FROM 3-3, RUN 6-6'],
  ['continued lines', 'FROM a:1\nRUN a && \\\n    b && \\\n    c\nUSER x\n', 'FROM 1-1, RUN 2-4, USER 5-5'],
  ['comments among continued lines', 'FROM a:1\nRUN a && \\\n# comment\n    b\nUSER x\n', 'FROM 1-1, RUN 2-4, USER 5-5'],
  ['empty lines among continued lines', 'FROM a:1\nRUN a && \\\n\n    b\nUSER x\n', 'FROM 1-1, RUN 2-4, USER 5-5'],
  ['spaces behind a continuation', 'FROM a:1\nRUN a && \\  \n    b\nUSER x\n', 'FROM 1-1, RUN 2-3, USER 4-4'],
  ['another escape character', '# escape=`\nFROM a:1\nRUN dir C:\\\nRUN a `\n  b\n', 'FROM 2-2, RUN 3-3, RUN 4-5'],
  ['Windows line ends', 'FROM a:1\r\nRUN a && \\\r\n  b\r\nUSER x\r\n', 'FROM 1-1, RUN 2-3, USER 4-4'],
  ['lower case', 'from a:1\nrun true\nUser x', 'FROM 1-1, RUN 2-2, USER 3-3'],
  ['a here-document', 'FROM a:1\nRUN <<EOF\nUSER root\nFROM b\nEOF\nUSER x\n', 'FROM 1-1, RUN 2-5, USER 6-6'],
  ['a here-document without expansion, and tabs', 'FROM a:1\nRUN <<-"EOF" bash\n\tUSER root\n\tEOF\nUSER x\n', 'FROM 1-1, RUN 2-4, USER 5-5'],
  ['two here-documents', 'FROM a:1\nCOPY <<one <<two /x/\n1\none\n2\ntwo\nUSER x\n', 'FROM 1-1, COPY 2-6, USER 7-7'],
  ['no line end', 'FROM a:1\nUSER x', 'FROM 1-1, USER 2-2'],
  ['an argument before FROM', 'ARG A=b\nFROM ${A}:1\n', 'ARG 1-1, FROM 2-2'],
];

test.each(ODD)('%s: the instructions and their lines', (_, text, instructions) => {
  expect(instructionLines(text).map((i) => `${i.keyword} ${i.startLine}-${i.endLine}`).join(', ')).toBe(instructions);
});

describe('readDockerfile', () => {
  const read = (text: string) => readDockerfile(text, 'Dockerfile');

  test('follows a stage that goes on from another', () => {
    const source = read('FROM a:1 AS Base\nENV X=1\nFROM base AS other\nUSER x\nFROM b:2\nRUN true\nFROM other\nUSER y\n');
    expect(source.image.map((stage) => stage.index)).toEqual([0, 1, 3]);
    expect(source.instructions.map((i) => i.keyword)).toEqual(['ENV', 'USER', 'USER']);
  });

  test('expands arguments and variables where they hold', () => {
    const text = 'ARG TAG=22.04\nARG NONE\nFROM ubuntu:${TAG} AS b\nENV A=1\nFROM x:${NONE}\nARG TAG\nENV P=$TAG A="${A:-none} ${TAG:+set}" S=\'$TAG\'\nUSER ${P}\n';
    const source = read(text);
    expect(source.stages.map((stage) => stage.image)).toEqual(['ubuntu:22.04', undefined]);
    expect(source.stages[1].instructions[1].pairs).toEqual([['P', '22.04'], ['A', 'none set'], ['S', '$TAG']]);
    expect(source.stages[1].instructions[2].words).toEqual(['22.04']);
  });

  test('finds the commands of RUN in every form, with their lines', () => {
    const commands = (text: string) => read(`FROM a:1\n${text}`).stages[0].instructions[0].commands.map((c) => `${c.startLine}: ${c.words.join(' ')}`);
    expect(commands('RUN set -e; \\\n    # why\n    a b && \\\n    c "$(d)"\n')).toEqual(['2: set -e', '4: a b', '5: c $(d)', '5: d']);
    expect(commands('RUN ["apt-get", "update"]\n')).toEqual(['2: apt-get update']);
    expect(commands('RUN ["/bin/bash", "-c", "a; b"]\n')).toEqual(['2: a', '2: b']);
    expect(commands('RUN <<EOF\na\nb\nEOF\n')).toEqual(['3: a', '4: b']);
    expect(commands('RUN --mount=type=cache,target=/x \\\n  a\n')).toEqual(['3: a']);
  });

  test.each([
    ['an argument with a default', 'ARG U=7\nRUN useradd -u ${U} $U.x', 'useradd -u 7 7.x'],
    ['an argument from before FROM', 'ARG TAG\nRUN a $TAG', 'a 22.04'],
    ['one without a default', 'ARG NONE\nRUN a $NONE ${NONE:-b}', 'a $NONE b'],
    ['ENV goes before ARG', 'ENV E=1\nARG E=2\nRUN a $E', 'a 1'],
    ['what the base image sets', 'RUN a "$JAVA_HOME/bin"', 'a $JAVA_HOME/bin'],
    ['words of a list', 'ENV P="b c"\nRUN a $P && echo "$P"', 'a b c; echo b c'],
    ['assigned within', 'RUN X=1; Y="$X/2" && a ${Y} && export Z=3 && b $Z', '; ; a 1/2; export Z=3; b 3'],
    ['assigned for one command', 'RUN X=1 a $X', 'a $X'],
    ['assigned in one case only', 'RUN X=1; [ -f a ] || X=2; b $X', '; [ -f a ]; ; b ${X}'],
    ['what a command prints', 'RUN X=`a` && b "$X"', '; b $(a); a'],
    ['each of a loop', 'RUN for x in 1 2; do a /$x; done', 'for x in 1 2; a /1 /2'],
    ['in another stage', 'ARG S=1\nFROM b:1\nRUN a $S', 'a $S'],
    ['the machine', 'ARG TARGETARCH\nRUN a $TARGETARCH', 'a amd64'],
  ])('fills variables into commands: %s', (_, text, commands) => {
    const stages = read(`ARG TAG=22.04\nFROM a:1\n${text}\n`).stages;
    const run = stages[stages.length - 1].instructions.find((i) => i.keyword === 'RUN');
    expect(run?.commands.map((c) => c.words.join(' ')).join('; ')).toBe(commands);
  });

  test('reads flags, the exec form and the old form of ENV', () => {
    const [copy, env, cmd] = read('FROM a:1\nCOPY --from=b --chown=1:1 ["a b", "/c"]\nENV A b c\nCMD []\n').stages[0].instructions;
    expect([copy.flags.get('from'), copy.flags.get('chown'), copy.words]).toEqual(['b', '1:1', ['a b', '/c']]);
    expect(env.pairs).toEqual([['A', 'b c']]);
    expect([cmd.json, cmd.words]).toEqual([true, []]);
  });

  test('never fails', () => {
    for (const text of ['', '\\', 'FROM', 'RUN', 'FROM a:1\nRUN <<EOF', 'COPY', 'ENV =', 'nonsense \\\n', '\u0000']) expect(() => read(text)).not.toThrow();
  });
});

test.each([
  ['$A', 'a'], ['${A}', 'a'], ['${A}b', 'ab'], ['${B:-x}', 'x'], ['${E:-x}', 'x'], ['${E-x}', ''], ['${A:+y}', 'y'], ['${B:+y}', ''],
  ['${B:-${A}}', 'a'], ['\\$A', '$A'], ['$U', undefined], ['${A#x}', undefined], ['$B', undefined],
])('expands %s', (text, expected) => {
  expect(expand(text, new Map<string, string | undefined>([['A', 'a'], ['E', ''], ['U', undefined]]))).toBe(expected);
});

import { readYaml, YamlSource } from './yaml-source';

/** A string, a comment, or a key without quotes. */
const TOKEN = /("(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*')|\/\/.*|\/\*[^]*?\*\/|([A-Za-z_$][\w$]*)(?=\s*:)/g;

/** Reads a file of JSON, of JSON with comments, or of JSON5: without comments, and with quotes about its keys, it is YAML. Never fails. */
export function readJson5(text: string, path: string): YamlSource {
  const plain = text.replace(TOKEN, (all, string?: string, key?: string) =>
    string ?? (key === undefined ? all.replace(/[^\n]+/g, ' ') : `"${key}"`));
  return readYaml(plain, path);
}

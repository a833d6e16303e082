/** An element: its name, its attributes, and what stands in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string | number };
  readonly content?: string | readonly XmlElement[];
}

/** An element as text, indented. */
export function renderXml({ name, attributes, content = [] }: XmlElement, indent = ''): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(String(value))}"`)].join(' ');
  if (typeof content === 'string') return `${indent}<${head}>${escapeXml(content)}</${name}>\n`;
  if (content.length === 0) return `${indent}<${head}/>\n`;
  return `${indent}<${head}>\n${content.map((child) => renderXml(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

/** Text between tags or quotes. Characters that XML cannot hold are replaced. */
export function escapeXml(text: string): string {
  return text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[&<>"\n]/g, (character) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' })[character] ?? character);
}

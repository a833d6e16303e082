/** Markup that is safe to put into a page. */
export class Html {
  /** @internal Only this file makes one of text that is not escaped. */
  constructor(readonly source: string) {}
}

/** What a template takes: markup, text that is escaped, or several of them. */
export type HtmlContent = Html | string | number | readonly HtmlContent[] | undefined;

/** A template whose fixed parts are markup, and whose values are data unless they are markup themselves. */
export function html(fixed: TemplateStringsArray, ...values: readonly HtmlContent[]): Html {
  return new Html(fixed.map((text, index) => text + (index < values.length ? sourceOf(values[index]) : '')).join(''));
}

function sourceOf(value: HtmlContent): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.source;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(sourceOf).join('');
}

/** Text between tags or quotes. Control characters, and marks that turn the direction of writing, are shown as a box. */
export function escapeHtml(text: string): string {
  return text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? character);
}

/** This package's own style sheet, as it is. */
export function styleSheet(css: string): Html {
  return new Html(`<style>\n${css.replace(/<\//g, '<\\/')}</style>`);
}

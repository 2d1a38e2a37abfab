/**
 * A small tree of SVG elements, written as text or as nodes of a document. Text stays text. Styles are presentation attributes alone, since a
 * strict Content-Security-Policy blocks style attributes. Uses no DOM, except `toElement`.
 */
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Characters that no XML document may have. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** An element; children that are null are left out, and attributes that are undefined. */
export function el(name, attributes = {}, ...children) {
  return { name, attributes, children: children.flat(Infinity).filter((child) => child !== null && child !== undefined) };
}

const escaped = (text) =>
  String(text)
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

const given = (attributes) => Object.entries(attributes).filter(([, value]) => value !== undefined);

/** Lengths to a hundredth, which keeps files small; numbers of the result as they are. */
const written = (name, value) => (typeof value === 'number' && !name.startsWith('data-') ? Math.round(value * 100) / 100 : value);

/** The element as a document of its own, if it is an `svg`. */
export function toText(node) {
  if (typeof node !== 'object') return escaped(node);
  const attributes = given(node.name === 'svg' ? { xmlns: NAMESPACE, ...node.attributes } : node.attributes);
  const head = `<${node.name}${attributes.map(([name, value]) => ` ${name}="${escaped(written(name, value))}"`).join('')}`;
  return node.children.length ? `${head}>${node.children.map(toText).join('')}</${node.name}>` : `${head}/>`;
}

/** The element as a node of a document. */
export function toElement(node, document = globalThis.document) {
  if (typeof node !== 'object') return document.createTextNode(String(node));
  const element = document.createElementNS(NAMESPACE, node.name);
  for (const [name, value] of given(node.attributes)) element.setAttribute(name, written(name, value));
  element.append(...node.children.map((child) => toElement(child, document)));
  return element;
}

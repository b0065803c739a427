// A YAML file as a tree of text, each piece with its line: the counterpart of snippets/ci_files/yaml_tree.py.
// The reader of YAML is handed to it: vendor/js-yaml.mjs, of which the events and the scalars' values are used.

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @typedef {{ parseEvents: (text: string, options: object) => any[],
 *   getScalarValue: (text: string, event: any) => string,
 *   EVENT_ID: Record<string, number>, SCALAR_STYLE: Record<string, number> }} Yaml
 */

/** What keeps a text from being read: the word for it, and what is wrong. */
export class Unreadable extends Error {}

/** A piece of a file: text, a list or a mapping (null where there is nothing), and the line of its key. */
export class Node {
  /**
   * @param {number} line
   * @param {string | Node[] | Map<string, Node> | null} value
   */
  constructor(line, value = null) {
    this.line = line;
    this.value = value;
  }

  /** Whether it is there, be it empty. */
  get isThere() {
    return this.value !== null;
  }

  /** The value if it is text. */
  get text() {
    return typeof this.value === "string" ? this.value : "";
  }

  /** @returns {Node[]} The items; one where a single value stands in a list's place. */
  get items() {
    if (Array.isArray(this.value)) return this.value;
    return this.text ? [this] : [];
  }

  /** @returns {Map<string, Node>} The mapping's values by key. */
  get fields() {
    return this.value instanceof Map ? this.value : new Map();
  }

  /**
   * What lies under these keys.
   * @param {string[]} path
   * @returns {Node}
   */
  get(...path) {
    /** @type {Node} */
    let node = this;
    for (const key of path) node = node.fields.get(key) ?? new Node(node.line);
    return node;
  }

  /**
   * Every text in it, with the key that it stands at.
   * @param {string} key
   * @returns {[string, Node][]}
   */
  texts(key = "") {
    if (typeof this.value === "string") return [[key, this]];
    if (Array.isArray(this.value)) return this.value.flatMap((node) => node.texts(key));
    return [...this.fields].flatMap(([name, node]) => node.texts(name));
  }
}

/**
 * The file as a tree of text. Throws Unreadable.
 * @param {string} text
 * @param {WorkflowData} data
 * @param {Yaml} yaml
 */
export function readYaml(text, data, yaml) {
  if (text.length > data.most.characters) throw new Unreadable(`more than ${data.most.characters} characters`);
  try {
    return treeOf(text, data, yaml);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(String(/** @type {Error} */ (error).message).split("\n")[0]);
  }
}

/**
 * @param {string} text
 * @param {WorkflowData} data
 * @param {Yaml} yaml
 */
function treeOf(text, data, yaml) {
  const { EVENT_ID: id, SCALAR_STYLE: style } = yaml;
  const events = yaml.parseEvents(text, { maxDepth: data.most.depth });
  const breaks = [...text.matchAll(/\n/g)].map((found) => found.index);
  /** @type {Map<string, any>} */
  let anchors = new Map();
  let at = 0;
  let nodes = 0;

  /** @param {number} offset */
  function lineAt(offset) {
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }

  /** @param {any} event */
  function startOf(event) {
    const starts = [event.start, event.tagStart, event.anchorStart, event.valueStart].filter((start) => start >= 0);
    return starts.length > 0 ? Math.min(...starts) : -1;
  }

  /** @returns {any} The next node, with what lies in it. */
  function compose() {
    const event = events[at++];
    if (event.type === id.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      if (!anchors.has(name)) throw new Unreadable(`found undefined alias '${name}'`);
      return anchors.get(name);
    }
    const start = startOf(event);
    const isBlock = event.type === id.SCALAR && [style.LITERAL_BLOCK, style.FOLDED_BLOCK].includes(event.style);
    const line = start < 0 ? 0 : lineAt(start) - Number(isBlock && start === event.valueStart);
    const node = /** @type {any} */ ({ type: event.type, line });
    if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node);
    if (event.type === id.SCALAR) {
      node.text = yaml.getScalarValue(text, event);
      node.isPlain = event.style === style.PLAIN && event.tagStart < 0;
      return node;
    }
    node.parts = [];
    while (events[at].type !== id.POP) node.parts.push(compose());
    at += 1;
    return node;
  }

  /**
   * @param {any} node
   * @param {number} depth
   * @param {number} above the line of what it lies in
   * @returns {Node}
   */
  function tree(node, depth, above) {
    nodes += 1;
    if (nodes > data.most.nodes || depth > data.most.depth) {
      throw new Unreadable(`more than ${data.most.nodes} nodes or ${data.most.depth} levels`);
    }
    const line = node.line || above;
    if (node.type === id.SCALAR) {
      return new Node(line, node.isPlain && ["", "~", "null", "Null", "NULL"].includes(node.text) ? "" : node.text);
    }
    if (node.type === id.SEQUENCE) {
      return new Node(line, node.parts.map((/** @type {any} */ part) => tree(part, depth + 1, line)));
    }
    const [fields, merged] = [new Map(), new Map()];
    for (let n = 0; n < node.parts.length; n += 2) {
      const [key, value] = [node.parts[n], node.parts[n + 1]];
      if (key.type !== id.SCALAR) continue;
      const below = tree(value, depth + 1, key.line || line);
      if (key.isPlain && key.text === "<<") {
        for (const source of [below, ...below.items]) {
          for (const [name, other] of source.fields) if (!merged.has(name)) merged.set(name, other);
        }
      } else fields.set(key.text, new Node(key.line || line, below.value));
    }
    return new Node(line, new Map([...merged, ...fields]));
  }

  /** @type {any} */
  let last = null;
  while (at < events.length) {
    at += 1; // the document's own event
    anchors = new Map();
    last = null;
    while (events[at].type !== id.POP) last = compose();
    at += 1;
  }
  return last ? tree(last, 0, 1) : new Node(1);
}

import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const SOURCES = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../examples/guides/src/main/java/dev/aerospikearrow/examples/guides',
);

const PAGES = join(dirname(fileURLToPath(import.meta.url)), '../docs');

/**
 * Checks the code blocks of a page that say where they come from:
 *
 *     ```java guide=BatchReadGuide.rows
 *
 * is the region `rows` of BatchReadGuide.java, between the comments `// begin rows` and `// end rows`. The code stands in
 * the page, so that it can be read anywhere, and the build fails when it is not what is compiled. `make docs-guides`
 * writes it there.
 */
export default function guideCode() {
  return (tree, file) => {
    for (const node of codeBlocks(tree)) {
      const reference = /(?:^|\s)guide=(\w+)\.(\w+)/.exec(node.meta ?? '');
      if (reference === null) {
        continue;
      }
      const [, className, regionName] = reference;
      if (node.value !== region(className, regionName)) {
        throw new Error(
          `${file.path}: the code of ${className}.${regionName} is not what is compiled. 'make docs-guides' updates the page.`,
        );
      }
    }
  };
}

function* codeBlocks(node) {
  if (node.type === 'code') {
    yield node;
  }
  for (const child of node.children ?? []) {
    yield* codeBlocks(child);
  }
}

/** The lines of a region, without their margin. */
export function region(className, name) {
  const lines = readFileSync(join(SOURCES, `${className}.java`), 'utf8').split('\n');
  const begin = lines.findIndex((line) => line.trim() === `// begin ${name}`);
  const end = lines.findIndex((line) => line.trim() === `// end ${name}`);
  if (begin < 0 || end < begin) {
    throw new Error(`${className}.java has no region '// begin ${name}' to '// end ${name}'.`);
  }
  return withoutIndent(lines.slice(begin + 1, end));
}

/** What a program of a page prints, as the page has it. */
export function output(page, className, name) {
  const text = readFileSync(join(PAGES, page), 'utf8');
  const block = new RegExp('^```text output=' + className + '\\.' + name + '\\n([^]*?)\\n```$', 'm').exec(text);
  if (block === null) {
    throw new Error(`${page} does not show what ${className}.${name} prints.`);
  }
  return block[1];
}

function withoutIndent(lines) {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines
    .map((line) => line.slice(indent).trimEnd())
    .join('\n')
    .trim();
}

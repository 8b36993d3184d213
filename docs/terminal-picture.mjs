// Draws what a program printed as a picture of a terminal:
//     make run | node docs/terminal-picture.mjs 'make run' >docs/static/img/make-run.svg
import {readFileSync} from 'node:fs';

const FONT_SIZE = 14;
const CHARACTER_WIDTH = 8.4;
const LINE_HEIGHT = 17;
const MARGIN = 20;
const TITLE_HEIGHT = 34;

const command = process.argv[2] ?? '';
const lines = [`$ ${command}`, ...readFileSync(0, 'utf8').trimEnd().split('\n')];
const columns = Math.max(...lines.map((line) => [...line].length));
const width = Math.ceil(columns * CHARACTER_WIDTH) + 2 * MARGIN;
const height = TITLE_HEIGHT + lines.length * LINE_HEIGHT + MARGIN;

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Bars are rectangles, since the blocks of fonts differ in width; all else is text of a fixed width. */
function drawn(line, index) {
  const y = TITLE_HEIGHT + (index + 1) * LINE_HEIGHT - 4;
  const bar = /[█▏▎▍▌▋▊▉]+/.exec(line);
  if (!bar) {
    return text(line, 0, y, index === 0 ? 'command' : 'output');
  }
  const before = [...line.slice(0, bar.index)].length;
  const length = [...bar[0]].reduce((sum, block) => sum + (block === '█' ? 1 : ' ▏▎▍▌▋▊▉'.indexOf(block) / 8), 0);
  const colour = line.includes('columns') ? 'columns' : 'maps';
  const after = line.slice(bar.index + bar[0].length);
  const padding = after.length - after.trimStart().length;
  return [
    text(line.slice(0, bar.index), 0, y, 'output'),
    `<rect class="${colour}" x="${place(before)}" y="${y - 10}" width="${(length * CHARACTER_WIDTH).toFixed(1)}" height="11"/>`,
    text(after.trimStart(), before + [...bar[0]].length + padding, y, 'output'),
  ].join('\n');
}

function place(column) {
  return (MARGIN + column * CHARACTER_WIDTH).toFixed(1);
}

function text(content, column, y, kind) {
  const trimmed = content.trimEnd();
  if (trimmed.trim() === '') {
    return '';
  }
  const length = ([...trimmed].length * CHARACTER_WIDTH).toFixed(1);
  return `<text class="${kind}" x="${place(column)}" y="${y}" textLength="${length}" xml:space="preserve">${escaped(trimmed)}</text>`;
}

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<style>
text { font: ${FONT_SIZE}px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; white-space: pre; }
.command { fill: #4fc3c0; } .output { fill: #d4d4d4; } .columns { fill: #4fc3c0; } .maps { fill: #8a8f98; }
</style>
<rect width="${width}" height="${height}" rx="8" fill="#1f2227"/>
<circle cx="20" cy="18" r="5.5" fill="#4a4f57"/><circle cx="38" cy="18" r="5.5" fill="#4a4f57"/><circle cx="56" cy="18" r="5.5" fill="#4a4f57"/>
${lines.map(drawn).filter((line) => line !== '').join('\n')}
</svg>`);

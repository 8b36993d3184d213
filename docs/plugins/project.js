import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const POM = join(dirname(fileURLToPath(import.meta.url)), '../../pom.xml');

/** The project's version and home, as the root pom has them; no home as long as the project has none. */
export default function project() {
  const pom = readFileSync(POM, 'utf8');
  const tag = (name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(pom)[1];
  const home = tag('home.url');
  return {version: tag('version'), home: new URL(home).hostname.endsWith('.invalid') ? null : home};
}

import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../static/benchmark');

/** The first that is there: a real server counts more than the embedded one. */
const RESULTS = ['results-real.json', 'results-embedded.json', 'results.json'].map((name) => join(FOLDER, name));

/**
 * What the first page says about speed, from the results that the benchmark suite wrote: a batch read of 10,000 records of
 * doubles into columns, beside the official Java client's maps. Null if that was not measured.
 */
export default function benchmarkFigure() {
  const file = RESULTS.find((path) => existsSync(path));
  if (!file) {
    return null;
  }
  const results = JSON.parse(readFileSync(file, 'utf8'));
  const measured = (results.comparisons?.columnar ?? []).find(
    (each) => each.section === 'record_scaling' && each.records === 10_000 && each.values === 'doubles',
  );
  const columns = measured?.clients.columnar;
  const official = measured?.clients.official_sync;
  if (!columns?.ops_per_sec || !official?.ops_per_sec) {
    return null;
  }
  return {
    work: measured.title,
    date: results.timestamp.slice(0, 10),
    processor: results.environment.processor ?? '',
    rows: [
      {what: 'records per second', columns: number(columns.ops_per_sec), official: number(official.ops_per_sec)},
      {
        what: 'client CPU per record',
        columns: nanoseconds(columns.cpu_us_per_op),
        official: nanoseconds(official.cpu_us_per_op),
      },
      {
        what: 'heap per record',
        columns: bytes(columns.heap_bytes_per_op),
        official: bytes(official.heap_bytes_per_op),
      },
    ].filter((row) => row.columns && row.official),
  };
}

/** At most three digits that count, as far as there are none to lose before the point. */
function number(value) {
  return value.toLocaleString('en-US', {maximumSignificantDigits: 3});
}

function nanoseconds(microseconds) {
  return microseconds === undefined ? '' : `${number(microseconds * 1_000)} ns`;
}

function bytes(count) {
  return count === undefined ? '' : `${number(count)} bytes`;
}

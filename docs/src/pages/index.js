import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import CodeBlock from '@theme/CodeBlock';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import styles from './index.module.css';

const dependency = (version) => `<dependency>
  <groupId>dev.aerospikearrow</groupId>
  <artifactId>aerospike-arrow-columnar</artifactId>
  <version>${version}</version>
</dependency>`;

const WAYS_IN = [
  {to: '/docs/getting-started', title: 'Java', text: 'A whole project for Maven or Gradle, with a server of its own.'},
  {to: '/docs/guides/from-the-official-client', title: 'From the official client', text: 'What each call of it is here.'},
  {to: '/docs/integrations/duckdb', title: 'SQL with DuckDB', text: 'Sets as tables, functions that scan and look up.'},
  {to: '/docs/integrations/spark', title: 'Spark', text: 'Read, write and look up, from Java, Python and SQL.'},
  {to: '/docs/integrations/command-line', title: 'Command line', text: 'Parquet, Arrow, CSV and JSON, out of a set and into it.'},
  {to: '/docs/integrations/notebook', title: 'Notebook', text: 'Tables and charts in JupyterLab, in Java.'},
  {to: '/docs/guides/embedded-server', title: 'Without a server', text: 'An embedded cluster, for tests and for trying.'},
  {to: '/docs/performance', title: 'Figures', text: 'Beside other clients, losses included.'},
];

const FEATURES = [
  {
    title: 'Straight into vectors',
    text: 'The client speaks the Aerospike protocol and decodes replies into Arrow buffers. No record, no map, no boxed number per value.',
  },
  {
    title: 'The schema is the request',
    text: 'A field’s name is its bin. What the schema does not name does not travel; values inside maps and lists are looked up by the server.',
  },
  {
    title: 'Nulls are nulls',
    text: 'A missing record, a missing bin and a failed row can be told apart. A value that does not fit fails, becomes null or is converted, as you choose.',
  },
  {
    title: 'Streams of any size',
    text: 'Scans, queries and key streams are Arrow readers with bounded memory: stop them, store where they were, divide them among workers.',
  },
  {
    title: 'Both ways',
    text: 'Vectors and readers are written as records, with keys, expiry and generations from columns and a result code for every row.',
  },
  {
    title: 'And a conventional client',
    text: 'get, put, operate, batches, scans and queries with maps of bins, sync and async, over the same connections.',
  },
];

/** What was measured last; nothing if nothing was. */
function Figure({figure}) {
  if (!figure) {
    return null;
  }
  return (
    <section className={styles.figure}>
      <div className={styles.numbers}>
        {figure.rows.map(({what, columns, official}) => (
          <div key={what}>
            <div className={styles.number}>{columns}</div>
            <div>{what}</div>
            <div className={styles.official}>official Java client: {official}</div>
          </div>
        ))}
      </div>
      <p className={styles.origin}>
        Batch reads of {figure.work}, into columns and into the official client’s maps, in turns on one machine ({figure.processor}
        ), {figure.date}. <Link to="/docs/performance">All results, losses included, and how to repeat them</Link>
      </p>
    </section>
  );
}

export default function Home() {
  const {siteConfig} = useDocusaurusContext();
  const {code, output, figure, version, home} = siteConfig.customFields;
  return (
    <Layout title={siteConfig.tagline} description={siteConfig.tagline}>
      <header className={styles.hero}>
        <div className={`container ${styles.columns}`}>
          <div>
            <Heading as="h1" className={styles.title}>
              Aerospike records as Apache Arrow columns
            </Heading>
            <p className={styles.lead}>
              A Java client that reads many records at once into Arrow vectors, and writes them from there. For Spark, DuckDB,
              notebooks and model servers, or anything else that takes columns.
            </p>
            <div className={styles.buttons}>
              <Link className="button button--primary button--lg" to="/docs/getting-started">
                Get started
              </Link>
              <Link className="button button--secondary button--lg" to="/docs/introduction">
                What it is
              </Link>
            </div>
            <p className={styles.version}>
              Version {version}, <Link to="/docs/changelog">what changed</Link>
              {home && (
                <>
                  , <Link to={home}>source</Link>
                </>
              )}
            </p>
          </div>
          <div className={styles.code}>
            <CodeBlock language="java">{code}</CodeBlock>
            <CodeBlock language="text">{output}</CodeBlock>
          </div>
        </div>
      </header>
      <main className="container">
        <Figure figure={figure} />
        <section className={styles.tiles}>
          {WAYS_IN.map(({to, title, text}) => (
            <Link key={to} to={to} className={styles.tile}>
              <strong>{title}</strong>
              <span>{text}</span>
            </Link>
          ))}
        </section>
        <section className={styles.features}>
          {FEATURES.map(({title, text}) => (
            <div key={title}>
              <Heading as="h2" className={styles.featureTitle}>
                {title}
              </Heading>
              <p>{text}</p>
            </div>
          ))}
        </section>
        <div className={styles.start}>
          <section>
            <Heading as="h2">Try it without a server</Heading>
            <p>
              In a clone of the repository. This puts 200,000 real flights into an embedded server and asks SQL about them, from columns
              and from maps; a JDK of version 17 or newer, Maven and make are all it wants.
            </p>
            <CodeBlock language="bash">make run</CodeBlock>
            <img src={useBaseUrl('/img/make-run.svg')} alt="A table of flights, and bars that compare columns with maps" />
          </section>
          <section>
            <Heading as="h2">Add it to a build</Heading>
            <p>
              It is not on Maven Central yet;{' '}
              <Link to="/docs/getting-started#add-it-to-a-build">one command</Link> puts it into your local repository.
            </p>
            <CodeBlock language="xml">{dependency(version)}</CodeBlock>
            <CodeBlock language="kotlin">{`implementation("dev.aerospikearrow:aerospike-arrow-columnar:${version}")`}</CodeBlock>
          </section>
        </div>
      </main>
    </Layout>
  );
}

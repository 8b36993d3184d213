import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import CodeBlock from '@theme/CodeBlock';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import styles from './index.module.css';

const DEPENDENCY = `<dependency>
  <groupId>dev.aerospikearrow</groupId>
  <artifactId>aerospike-arrow-columnar</artifactId>
  <version>0.1.0-SNAPSHOT</version>
</dependency>`;

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
  const {code, figure} = siteConfig.customFields;
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
          </div>
          <div className={styles.code}>
            <CodeBlock language="java">{code}</CodeBlock>
          </div>
        </div>
      </header>
      <main className="container">
        <Figure figure={figure} />
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
              In a clone of the repository. This puts 200,000 real flights into an embedded cluster and reads them back as columns; a
              JDK of version 17 or newer, Maven and make are all it wants.
            </p>
            <CodeBlock language="bash">make run</CodeBlock>
          </section>
          <section>
            <Heading as="h2">Add it to a build</Heading>
            <p>
              It is not on Maven Central yet;{' '}
              <Link to="/docs/getting-started#add-it-to-a-build">one command</Link> puts it into your local repository.
            </p>
            <CodeBlock language="xml">{DEPENDENCY}</CodeBlock>
          </section>
        </div>
      </main>
    </Layout>
  );
}

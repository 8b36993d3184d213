import Link from '@docusaurus/Link';

/** A link of a file at the root of the repository, where pages are called docs/docs/PAGE.md. */
export default function RootLink({href, ...rest}) {
  const page = /^docs\/docs\/(.*?)(?:\/index)?\.mdx?(#.*)?$/.exec(href ?? '');
  return <Link to={page ? `/docs/${page[1]}${page[2] ?? ''}` : href} {...rest} />;
}

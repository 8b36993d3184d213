import {themes} from 'prism-react-renderer';
import benchmarkFigure from './plugins/benchmark-figure.js';
import guideCode, {output, region} from './plugins/guide-code.js';
import project from './plugins/project.js';

// Where the site will be served; the default is what `make docs-serve` shows.
const url = process.env.DOCS_URL || 'http://localhost:8080';
const baseUrl = process.env.DOCS_BASE_URL || '/';

const {version, home} = project();

/** @type {import('@docusaurus/types').Config} */
export default {
  title: 'aerospike-arrow',
  tagline: 'Aerospike records as Apache Arrow columns, on the JVM',
  favicon: 'img/logo.svg',
  url,
  baseUrl,
  trailingSlash: false,

  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',

  i18n: {defaultLocale: 'en', locales: ['en']},

  markdown: {
    // .md is CommonMark, as on any forge; only .mdx is MDX.
    format: 'detect',
    hooks: {onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw'},
  },

  customFields: {
    code: region('GettingStarted', 'columns'),
    output: output('getting-started.md', 'GettingStarted', 'columns'),
    figure: benchmarkFigure(),
    version,
    home,
  },

  plugins: [
    [
      '@docusaurus/plugin-content-docs',
      {
        path: 'docs',
        routeBasePath: 'docs',
        sidebarPath: './sidebars.js',
        beforeDefaultRemarkPlugins: [guideCode],
      },
    ],
    '@docusaurus/plugin-content-pages',
  ],

  themes: [
    ['@docusaurus/theme-classic', {customCss: './src/css/custom.css'}],
    [
      '@easyops-cn/docusaurus-search-local',
      {hashed: true, indexBlog: false, indexPages: false, docsRouteBasePath: 'docs', highlightSearchTermsOnTargetPage: false},
    ],
  ],

  themeConfig: {
    colorMode: {respectPrefersColorScheme: true},
    docs: {sidebar: {autoCollapseCategories: false}},
    navbar: {
      title: 'aerospike-arrow',
      logo: {alt: '', src: 'img/logo.svg', width: 28, height: 28},
      items: [
        {type: 'docSidebar', sidebarId: 'docs', label: 'Documentation', position: 'left'},
        {to: '/docs/performance', label: 'Performance', position: 'left'},
        {href: 'pathname:///api/index.html', label: 'API', position: 'left', target: '_self', className: 'navbar-api'},
        {to: '/docs/changelog', label: version, position: 'right'},
        ...(home ? [{href: home, label: 'Source', position: 'right'}] : []),
      ],
    },
    footer: {
      copyright:
        'Apache License 2.0. Aerospike is a trademark of Aerospike, Inc., Apache Arrow one of the Apache Software Foundation; this project is not affiliated with either.',
    },
    prism: {
      theme: {...themes.vsLight, plain: {color: '#1c1e21', backgroundColor: '#f5f7f8'}},
      darkTheme: {
        plain: {color: '#d4d4d4', backgroundColor: '#25272b'},
        // The theme's own colour of constants cannot be read on this background.
        styles: [...themes.vsDark.styles, {types: ['constant'], style: {color: '#9cdcfe'}}],
      },
      additionalLanguages: ['java', 'kotlin', 'bash', 'scala', 'sql', 'json'],
    },
  },
};

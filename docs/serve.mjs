// Serves build/ on this machine, as a static host does. Docusaurus' own server takes ".html" off every address, which
// breaks the relative links of the API pages.
import {createReadStream, existsSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {dirname, extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';

const BUILD = join(dirname(fileURLToPath(import.meta.url)), 'build');
const PORT = Number(process.env.DOCS_PORT || 8080);
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

function fileOf(url) {
  const path = join(BUILD, normalize('/' + decodeURIComponent(new URL(url, 'http://localhost').pathname)));
  return [path, `${path}.html`, join(path, 'index.html')].find((file) => existsSync(file) && statSync(file).isFile());
}

const server = createServer((request, response) => {
  let file;
  try {
    file = fileOf(request.url);
  } catch {
    file = undefined;
  }
  const found = file ?? join(BUILD, '404.html');
  response.writeHead(file ? 200 : 404, {'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream'});
  createReadStream(found).pipe(response);
});
server.on('error', (error) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${PORT} is taken: choose another, such as DOCS_PORT=8081.`
      : `The site cannot be served on port ${PORT}: ${error.message}`,
  );
  process.exit(1);
});
server.listen(PORT, '127.0.0.1', () => console.log(`http://localhost:${PORT}, until Ctrl-C`));

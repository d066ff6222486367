/**
 * Builds the one file that companies put on their pages, and the licences of what is in it.
 *
 * `node build.mjs [folder]`; the same sources make the same bytes on every machine.
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, '..', 'bot', 'channels', 'static'));

/** Style sheets are imported as text, and made small like everything else. */
const css = {
  name: 'css',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = await transform(source, { loader: 'css', minify: true, target: 'safari16' });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ['src/main.js'],
  outfile: 'chat.js',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2020',
  minify: true,
  charset: 'utf8',
  legalComments: 'external',
  banner: { js: '/*! The licences of what this file contains: chat.licences.txt, beside it. */' },
  metafile: true,
  write: false,
  plugins: [css],
});

/** @param {string} name @returns {string} */
const text = (name) => outputFiles.find(({ path }) => path.endsWith(name))?.text ?? '';

/** @returns {string[]} The folders of the packages that are in the built file. */
function bundledPackages() {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: of }) => Object.keys(of));
  const folders = inputs.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(folders.filter(Boolean))].sort();
}

/** @param {string} folder @returns {Promise<string>} */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(join(here, folder, 'package.json'), 'utf8'),
  );
  const files = (await readdir(join(here, folder))).filter((file) =>
    /^(licen[cs]e|copying|notice)/i.test(file),
  );
  if (!files.length)
    throw new Error(
      `Package '${name}' ${version} has no licence file. Look up its terms before it is bundled.`,
    );
  const words = await Promise.all(
    files.sort().map((file) => readFile(join(here, folder, file), 'utf8')),
  );
  return [
    `${name} ${version} (${license})`,
    ...words.map((one) => one.replace(/\r\n/g, '\n').trim()),
  ].join('\n\n');
}

const licences = await Promise.all(bundledPackages().map(licenceOf));
const legal = text('chat.js.LEGAL.txt').trim();
const told = [
  'chat.js contains these packages, under their own licences.',
  ...licences,
  ...(legal ? [legal] : []),
];

await mkdir(out, { recursive: true });
await writeFile(join(out, 'chat.js'), text('/chat.js') || text('\\chat.js'));
await writeFile(join(out, 'chat.licences.txt'), `${told.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);

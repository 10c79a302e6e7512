import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** Names the one script of the page by its hash, so that no other script can run, whatever the data hold. */
function allowOnlyOwnScript(): Plugin {
  return {
    name: 'allow-only-own-script',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.html')) file.source = withHash(String(file.source));
        }
      },
    },
  };
}

function withHash(page: string): string {
  const scripts = [...page.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)];
  if (scripts.length !== 1 || scripts[0]![1] === '') throw new Error('report.html needs one script, inside it.');
  const hash = createHash('sha256').update(scripts[0]![1]!).digest('base64');
  if (!page.includes("'sha256-own'")) throw new Error('report.html names no script in its Content-Security-Policy.');
  return page.replace("'sha256-own'", () => `'sha256-${hash}'`);
}

export default defineConfig({
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), allowOnlyOwnScript()],
  build: {
    target: 'es2020',
    modulePreload: false,
    rollupOptions: { input: 'report.html' },
    reportCompressedSize: false,
  },
  test: { include: ['tests/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);

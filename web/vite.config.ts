import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The console. No inline script and no inline style: the server replaces the nonce's placeholder in index.html on each
 * request, and the styles that Ant Design makes while it runs carry it (docs/console.md).
 */
export default defineConfig({
  root: here('office'),
  base: '/office/',
  plugins: [react()],
  html: { cspNonce: '__STYLE_NONCE__' },
  build: {
    outDir: here('../dist/office'),
    emptyOutDir: true,
    target: 'es2022',
    // An inlined asset is a data: address, which the content policy refuses for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Libraries that every page needs, apart from our own code: a release that changes the one leaves the other in the cache.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8080' } },
});

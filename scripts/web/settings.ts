import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { catalogues } from './catalogues.ts';
import { projectFolder } from './folders.ts';
import { onlyOurLanguages } from './only-our-languages.ts';

/** What every page needs comes in one piece instead of twenty small ones. */
const framework =
  /[\\/]node_modules[\\/](react|react-dom|scheduler|@lingui|@tanstack[\\/](react-router|router-core|history|react-store|store|react-query|query-core))[\\/]/;

/** How the workspace is bundled; the development server and the build share it. */
export function webSettings(): InlineConfig {
  return {
    configFile: false,
    root: `${projectFolder}web`,
    base: '/',
    logLevel: 'warn',
    plugins: [onlyOurLanguages(), catalogues(projectFolder), react(), tailwindcss()],
    build: {
      target: 'es2023',
      sourcemap: false,
      manifest: true,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 900,
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'framework', test: framework }] } } },
    },
  };
}

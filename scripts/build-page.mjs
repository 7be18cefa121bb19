// Builds the Lightning page ahead of its start; a build of unchanged sources is found again and costs nothing.
import path from 'node:path';
import { buildPage } from '../simulators/lightning/build/build-page.ts';
import { root } from './setup.mjs';

/** Where built pages are kept between runs. */
export const pageBuildDirectory = path.join(root, '.demo/page');

if (import.meta.main) await buildPage(path.join(root, 'force-app/main/default'), pageBuildDirectory);

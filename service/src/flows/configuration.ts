import { ConfigurationFormat } from '../mapping/index.ts';
import { FLOWS } from './registry.ts';

/** The configuration document as the flows there are make it up. */
export const CONFIGURATION = new ConfigurationFormat(FLOWS.map(({ mapping }) => mapping));
